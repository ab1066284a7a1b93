import type { Response } from 'express';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const jsonList = async function* (items: AsyncIterable<unknown> | Iterable<unknown>) {
  yield '{"data":[';
  let separator = '';
  for await (const item of items) {
    yield separator + JSON.stringify(item);
    separator = ',';
  }
  yield ']}';
};

/** Sends `{data: […]}` item by item, so that a thousand large messages never stand in memory at once. */
export const sendList = async (
  response: Response,
  items: AsyncIterable<unknown> | Iterable<unknown>,
): Promise<void> => {
  response.type('application/json');
  await pipeline(Readable.from(jsonList(items)), response).catch(() => undefined); // reader has gone
};
