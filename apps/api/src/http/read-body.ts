import type { IncomingMessage } from 'node:http';
import { createGunzip } from 'node:zlib';
import { CarillonError } from '@carillon/domain';
import { collect, tooLarge } from './collect.ts';

const JSON_TYPE = /^application\/json *(?:; *charset="?utf-8"?)?$/i;

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
