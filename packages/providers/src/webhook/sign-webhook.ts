import { createHmac, type KeyObject } from 'node:crypto';

/** What is signed: the id, the time of the attempt in seconds, and the very bytes that are sent. */
export interface SignedContent {
  readonly id: string;
  readonly timestamp: number;
  readonly body: Buffer;
}

/**
 * The value of `webhook-signature`: one `v1,<base64>` for every key.
 * Source: Standard Webhooks 1.0, https://github.com/standard-webhooks/standard-webhooks
 */
export const signWebhook = (
  { id, timestamp, body }: SignedContent,
  keys: readonly KeyObject[],
): string =>
  keys
    .map((key) => {
      const mac = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body);
      return `v1,${mac.digest('base64')}`;
    })
    .join(' ');
