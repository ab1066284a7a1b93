import type { Channel } from '../channels.ts';
import type { NotificationContent } from '../notification-content.ts';
import type { NotificationRequest } from '../notification-request.ts';

type Data = Readonly<Record<string, unknown>>;

/** What the request of a digest is made of. */
export interface DigestParts {
  readonly digestId: string;
  readonly channel: Channel;
  /** The oldest item sets the terms: recipient, retries, delivery mode, template and its locale. */
  readonly first: NotificationRequest;
  /** What is said; null where the first item's template says it. */
  readonly content: NotificationContent | null;
  /** For the template: the data of each item, the oldest first. */
  readonly items: readonly Data[];
}

/** What a digest's template is rendered with: the first item's data, and `it.items` beside it. */
export const digestData = (data: Data, items: readonly Data[]): Data => ({ ...data, items });

/** The request of the notification that a digest is flushed as. */
export const digestRequest = (parts: DigestParts): NotificationRequest => {
  const { digestId, channel, first, content, items } = parts;
  const { to, priority, deliveryMode, category, retry, template, traceparent } = first;
  const says =
    content === null && template !== undefined
      ? { template: { ...template, data: digestData(template.data, items) } }
      : { content: content ?? { body: '' } };
  const terms = { to, priority, deliveryMode, category, retry, traceparent };
  return { ...terms, channels: [channel], digestId, ...says };
};
