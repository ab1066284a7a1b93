import type { IncomingMessage } from 'node:http';
import { CarillonError } from '@carillon/domain';

/** 413. */
export const tooLarge = (maxBytes: number): CarillonError =>
  new CarillonError('payload_too_large', `A body here has at most ${maxBytes} bytes.`);

/** Gathers a request's bytes from `source` (itself, or what inflates it), up to `maxBytes`. */
export const collect = (
  req: IncomingMessage,
  source: NodeJS.ReadableStream,
  maxBytes: number,
): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const onData = (chunk: Buffer): void => {
      bytes += chunk.length;
      if (bytes > maxBytes) fail(tooLarge(maxBytes));
      else chunks.push(chunk);
    };
    const fail = (error: Error): void => {
      source.removeListener('data', onData);
      req.unpipe();
      req.resume(); // what still comes is thrown away, so that the client reads the answer
      reject(error);
    };
    source.on('data', onData);
    source.once('end', () => {
      const [first] = chunks;
      resolve(chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks, bytes));
    });
    source.once('error', (error) =>
      fail(new CarillonError('invalid_json', 'The body could not be read.', { cause: error })),
    );
    req.once('close', () => {
      if (!req.complete) fail(new CarillonError('invalid_json', 'The body ended too early.'));
    });
  });
