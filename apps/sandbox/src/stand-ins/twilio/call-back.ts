import { createHmac } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { postCallback } from '../vendors/post-callback.ts';

/** What happens to a message after it was queued, and when. */
const STATUSES = [
  { status: 'sent', afterMs: 60 },
  { status: 'delivered', afterMs: 120 },
] as const;

/** A message whose sender wants to hear of it. */
export interface CallBack {
  /** The `StatusCallback` of the request. */
  readonly url: string;
  /** The password of its basic authentication, with which Twilio signs. */
  readonly authToken: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** https://www.twilio.com/docs/usage/security#validating-requests */
export const signTwilio = (
  authToken: string,
  url: string,
  fields: Readonly<Record<string, string>>,
): string => {
  const sorted = Object.keys(fields).toSorted();
  const text = url + sorted.map((name) => name + (fields[name] ?? '')).join('');
  return createHmac('sha1', authToken).update(text).digest('base64');
};

/** Tells the sender that the message was sent and delivered. */
export const callBack = async ({ url, authToken, fields }: CallBack): Promise<void> => {
  for (const { status, afterMs } of STATUSES) {
    await pause(afterMs);
    const told = { ...fields, MessageStatus: status, SmsStatus: status };
    const headers = {
      'x-twilio-signature': signTwilio(authToken, url, told),
      'content-type': 'application/x-www-form-urlencoded',
    };
    await postCallback({ url, headers, body: new URLSearchParams(told).toString() });
  }
};
