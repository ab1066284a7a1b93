import type { IncomingMessage } from 'node:http';
import { createGunzip } from 'node:zlib';
import { CarillonError } from '@carillon/domain';

const JSON_TYPE = /^application\/json *(?:; *charset="?utf-8"?)?$/i;

const tooLarge = (maxBytes: number): CarillonError =>
  new CarillonError('payload_too_large', `A body here has at most ${maxBytes} bytes.`);

const collect = (
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

/**
 * Reads a JSON body of at most `maxBytes`, counted after inflation, so that memory stays flat whatever
 * is sent. Throws 415 for another type or encoding, 413 for too much.
 */
export const readBody = async (req: IncomingMessage, maxBytes: number): Promise<Buffer> => {
  const { 'content-type': type = '', 'content-encoding': encoding = 'identity' } = req.headers;
  if (!JSON_TYPE.test(type.trim())) {
    throw new CarillonError('unsupported_media_type', 'The body must be application/json, UTF-8.');
  }
  const isGzip = encoding.toLowerCase() === 'gzip';
  if (!isGzip && encoding.toLowerCase() !== 'identity') {
    throw new CarillonError('unsupported_media_type', 'The only content encoding here is gzip.');
  }
  if (Number(req.headers['content-length'] ?? 0) > maxBytes) throw tooLarge(maxBytes);
  if (!isGzip) return collect(req, req, maxBytes);
  const gunzip = createGunzip();
  try {
    return await collect(req, req.pipe(gunzip), maxBytes);
  } finally {
    gunzip.destroy();
  }
};
