import type { NotificationContent } from '../notification-content.ts';
import type { NotificationRequest } from '../notification-request.ts';
import type { Channel } from '../channels.ts';

/** What the request of a digest is made of. */
export interface DigestParts {
  readonly digestId: string;
  readonly channel: Channel;
  /** The oldest item sets the terms: recipient, retries, delivery mode, template and its locale. */
  readonly first: NotificationRequest;
  /** Without a template: what is said. */
  readonly content: NotificationContent;
  /** With a template: the data of each item, the oldest first. */
  readonly items: readonly Readonly<Record<string, unknown>>[];
}

/** The request of the notification that a digest is flushed as. Its template gets `it.items` too. */
export const digestRequest = (parts: DigestParts): NotificationRequest => {
  const { digestId, channel, first, content, items } = parts;
  const { to, priority, deliveryMode, category, retry, template } = first;
  const says =
    template === undefined
      ? { content }
      : { template: { ...template, data: { ...template.data, items } } };
  return { to, channels: [channel], priority, deliveryMode, category, retry, digestId, ...says };
};
