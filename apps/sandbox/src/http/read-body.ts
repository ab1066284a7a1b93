import type { IncomingMessage } from 'node:http';

/** The largest body that is taken. */
export const MAX_BODY_BYTES = 1024 * 1024;

/** What came: `whole` is false when there was more than is taken. */
export interface ReceivedBody {
  readonly bytes: Buffer;
  readonly whole: boolean;
}

/** The body as received, not decoded, read to its end; null when the client went away before. */
export const readBody = async (request: IncomingMessage): Promise<ReceivedBody | null> => {
  const chunks: Buffer[] = [];
  let kept = 0;
  let bytes = 0;
  const { promise, resolve } = Promise.withResolvers<ReceivedBody | null>();
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) return;
    chunks.push(chunk);
    kept = bytes;
  });
  request.on('end', () =>
    resolve({ bytes: Buffer.concat(chunks, kept), whole: bytes <= MAX_BODY_BYTES }),
  );
  request.on('close', () => resolve(null));
  request.on('error', () => resolve(null));
  return promise;
};
