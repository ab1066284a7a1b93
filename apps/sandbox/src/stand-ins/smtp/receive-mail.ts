import type { Readable } from 'node:stream';

/** The largest mail that is taken, as announced by SIZE (RFC 1870). */
export const MAX_MAIL_BYTES = 1024 * 1024;

/** The mail as it came in, null when it is too large or its client has gone; reads to the end. */
export const receiveMail = async (stream: Readable): Promise<Buffer | null> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const { promise, resolve } = Promise.withResolvers<Buffer | null>();
  stream.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= MAX_MAIL_BYTES) chunks.push(chunk);
  });
  stream.on('end', () => resolve(bytes <= MAX_MAIL_BYTES ? Buffer.concat(chunks, bytes) : null));
  stream.on('error', () => resolve(null));
  return promise;
};
