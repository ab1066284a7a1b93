import type { MessageContent } from '../../messages/stored-message.ts';
import { textOfBytes } from '../../storage/text-of-bytes.ts';

const textIn = (value: unknown, name: string): string | null => {
  if (typeof value !== 'object' || value === null) return null;
  const found: unknown = (value as Record<string, unknown>)[name];
  return typeof found === 'string' ? found : null;
};

const parsed = (raw: Buffer): unknown => {
  try {
    return JSON.parse(raw.toString('utf8'));
  } catch {
    return null;
  }
};

/**
 * What a webhook says to a reader: title and body of a notification, the type of any other event;
 * whatever else is posted is text.
 */
export const readWebhook = (raw: Buffer): MessageContent => {
  const payload = parsed(raw);
  const data =
    typeof payload === 'object' && payload !== null && 'data' in payload ? payload.data : null;
  return {
    from: null,
    subject: textIn(data, 'title') ?? textIn(payload, 'type'),
    text: textIn(data, 'body') ?? (raw.length === 0 ? null : textOfBytes(raw)),
    html: null,
  };
};
