import type { IncomingMessage } from 'node:http';
import { collect, tooLarge } from './collect.ts';

/** Reads a body of any type as it is, for signatures cover its bytes. Throws 413 for too much. */
export const readBytes = async (req: IncomingMessage, maxBytes: number): Promise<Buffer> => {
  if (Number(req.headers['content-length'] ?? 0) > maxBytes) throw tooLarge(maxBytes);
  return collect(req, req, maxBytes);
};
