import type { RequestHandler, Response } from 'express';
import { messageSummary } from '../messages/message-summary.ts';
import type { StoredMessage } from '../messages/stored-message.ts';
import type { Newest } from '../storage/newest.ts';
import { selectNewest } from '../storage/select-newest.ts';

const TICK_MS = 250;
const COMMENT_MS = 15_000;
const SNAPSHOT_SIZE = 500;
const BATCH_SIZE = 200;

const summaries = async (messages: Newest<StoredMessage>, limit: number): Promise<unknown[]> => {
  const newest = [...selectNewest(messages.newestFirst(), () => true, limit)];
  return Promise.all(newest.map(messageSummary));
};

const send = async (
  response: Response,
  event: string,
  messages: Newest<StoredMessage>,
  limit: number,
): Promise<void> => {
  const { size } = messages;
  const data = { messages: await summaries(messages, limit), total: size };
  response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
};

/**
 * `GET /api/stream`: Server-Sent Events for the mailbox page. `snapshot` when it connects, then at
 * most four times a second `messages` with what came in, or a new `snapshot` when that is too much
 * or the mailbox was cleared. It asks the store what is new rather than being told of each message:
 * thousands a second cost nothing.
 */
export const streamMessages =
  (messages: Newest<StoredMessage>): RequestHandler =>
  async (request, response) => {
    let { added, clearings } = messages;
    let quietMs = 0;

    const tick = async (): Promise<void> => {
      quietMs += TICK_MS;
      if (response.writableNeedDrain) return; // it reads too slowly: it gets the next one
      const fresh = messages.added - added;
      const cleared = messages.clearings !== clearings;
      ({ added, clearings } = messages);
      if (cleared) await send(response, 'snapshot', messages, SNAPSHOT_SIZE);
      else if (fresh > BATCH_SIZE) await send(response, 'snapshot', messages, BATCH_SIZE);
      else if (fresh > 0) await send(response, 'messages', messages, fresh);
      else if (quietMs >= COMMENT_MS) response.write(':\n\n');
      else return;
      quietMs = 0;
    };

    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    await send(response, 'snapshot', messages, SNAPSHOT_SIZE);
    const timer = setInterval(() => void tick(), TICK_MS);
    request.socket.once('close', () => clearInterval(timer));
  };
