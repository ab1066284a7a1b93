import { createHmac } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

/** What happens to a message after it was queued, and when. */
const STATUSES = [
  { status: 'sent', afterMs: 60 },
  { status: 'delivered', afterMs: 120 },
] as const;
const TRIES = 4;
const TIMEOUT_MS = 5_000;

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

const post = async ({ url, authToken, fields }: CallBack): Promise<boolean> => {
  try {
    const { ok } = await fetch(url, {
      method: 'POST',
      headers: { 'x-twilio-signature': signTwilio(authToken, url, fields) },
      body: new URLSearchParams(fields),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return ok;
  } catch {
    return false;
  }
};

/** Tells the sender that the message was sent and delivered, each a few times if nobody listens. */
export const callBack = async ({ fields, ...call }: CallBack): Promise<void> => {
  for (const { status, afterMs } of STATUSES) {
    await pause(afterMs);
    const told = { ...fields, MessageStatus: status, SmsStatus: status };
    for (let tried = 1; tried <= TRIES; tried += 1) {
      if (await post({ ...call, fields: told })) break;
      await pause(afterMs * 2 ** tried);
    }
  }
};
