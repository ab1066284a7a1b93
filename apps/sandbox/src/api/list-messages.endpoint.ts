import type { RequestHandler } from 'express';
import { z } from 'zod';
import { messageView } from '../messages/message-view.ts';
import type { StoredMessage } from '../messages/stored-message.ts';
import type { Newest } from '../storage/newest.ts';
import { selectNewest } from '../storage/select-newest.ts';
import { limitField } from './limit-field.ts';
import { sendInvalid } from './problem.ts';
import { sendList } from './send-list.ts';

const query = z.object({
  channel: z.string().optional(),
  provider: z.string().optional(),
  to: z.string().optional(),
  notificationId: z.string().optional(),
  limit: limitField,
});

const views = async function* (messages: Iterable<StoredMessage>) {
  for (const message of messages) yield await messageView(message);
};

/** `GET /api/messages`: what was accepted, newest first. */
export const listMessages =
  (messages: Newest<StoredMessage>): RequestHandler =>
  async (request, response) => {
    const { success, data: wanted, error } = query.safeParse(request.query);
    if (!success) return sendInvalid(response, error);
    const { channel, provider, to, notificationId, limit } = wanted;
    const fits = (message: StoredMessage): boolean =>
      (channel === undefined || message.channel === channel) &&
      (provider === undefined || message.provider === provider) &&
      (to === undefined || message.to === to) &&
      (notificationId === undefined || message.ids.notificationId === notificationId);
    return sendList(response, views(selectNewest(messages.newestFirst(), fits, limit)));
  };
