import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { HttpReply } from '../../http/http-reply.ts';

const CHUNK = Buffer.alloc(16 * 1024, 'endless ');

const chunks = function* (): Generator<Buffer> {
  for (;;) yield CHUNK;
};

/** A reply whose body goes on for as long as the client reads; nothing piles up while it does not. */
export const sendEndless = async (response: ServerResponse, reply: HttpReply): Promise<void> => {
  response.writeHead(reply.status, { ...reply.headers, 'content-type': 'text/plain' });
  const body = Readable.from(chunks(), { highWaterMark: 1 });
  await pipeline(body, response).catch(() => undefined); // the client has had enough: the only end
};
