import { textOfBytes } from '../storage/text-of-bytes.ts';
import type { StoredMessage } from './stored-message.ts';

/** A message as `GET /api/messages` shows it: scripts outside this repository rely on the fields. */
export const messageView = async (message: StoredMessage) => {
  const { from, subject, text, html } = await message.readContent();
  return {
    id: message.id,
    channel: message.channel,
    provider: message.provider,
    from,
    to: message.to,
    subject,
    text,
    html,
    headers: message.headers,
    body: textOfBytes(message.raw),
    ...message.ids,
    receivedAt: message.receivedAt,
  };
};
