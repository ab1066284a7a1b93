import type { ServerResponse } from 'node:http';
import type { Answer } from './answer.ts';

/**
 * An answer of Server-Sent Events: `begin` gets the response when its headers are out, and writes to it
 * for as long as it likes.
 */
export const eventStream = (begin: (res: ServerResponse) => void): Answer => ({
  status: 200,
  body: null,
  // Nginx would otherwise collect what belongs to the client at once.
  headers: { 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' },
  begin,
});
