import { createHmac, type KeyObject } from 'node:crypto';

/** What is signed: the id, the time of the attempt in seconds, and the very text that is sent. */
export interface SignedContent {
  readonly id: string;
  readonly timestamp: number;
  readonly body: string;
}

/**
 * The value of `webhook-signature`: one `v1,<base64>` for every key.
 * Source: Standard Webhooks 1.0, https://github.com/standard-webhooks/standard-webhooks
 */
export const signWebhook = (
  { id, timestamp, body }: SignedContent,
  keys: readonly KeyObject[],
): string => {
  const content = `${id}.${timestamp}.${body}`;
  return keys
    .map((key) => `v1,${createHmac('sha256', key).update(content).digest('base64')}`)
    .join(' ');
};
