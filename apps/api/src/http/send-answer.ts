import type { ServerResponse } from 'node:http';
import type { Answer } from './answer.ts';

/** Writes an answer. Express's own `res.json` would look for an ETag and a charset each time. */
export const sendAnswer = (res: ServerResponse, { status, body, headers, begin }: Answer): void => {
  res.statusCode = status;
  if (body !== null) res.setHeader('content-type', 'application/json; charset=utf-8');
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) res.setHeader(name, value);
  }
  if (begin !== undefined && res.req.method !== 'HEAD') {
    res.flushHeaders();
    begin(res);
  } else if (body === null) res.end();
  else {
    res.setHeader('content-length', Buffer.byteLength(body));
    res.end(body);
  }
};
