import type { StoredMessage } from '../messages/stored-message.ts';
import type { Newest } from '../storage/newest.ts';

/** The message with this id; null when there is none, or none any more. */
export const findMessage = (messages: Newest<StoredMessage>, id: unknown): StoredMessage | null => {
  for (const message of messages.newestFirst()) if (message.id === id) return message;
  return null;
};
