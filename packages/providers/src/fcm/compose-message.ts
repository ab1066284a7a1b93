import type { SendRequest, SendResult } from '../contract.ts';
import { failed } from '../send-results.ts';

/** FCM's limit of notification and data (https://firebase.google.com/docs/cloud-messaging). */
const MAX_BYTES = 4_096;
const MAX_COLLAPSE_BYTES = 64;
/** Four weeks; FCM refuses more. */
const MAX_TTL_SECONDS = 2_419_200;
const RESERVED = /^(?:(?:from|message_type|notificationId|deliveryId|attemptId)$|(?:gcm|google)\.)/;

export type Composed =
  | { readonly ok: true; readonly body: string }
  | { readonly ok: false; readonly result: SendResult };

const refused = (code: string, hint: string): Composed => ({
  ok: false,
  result: failed({ outcome: 'permanent_message', code, hint }),
});

const asText = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value);

/** At most so many bytes, cut between characters. */
const cut = (text: string, maxBytes: number): string => {
  let kept = '';
  for (const character of text) {
    if (Buffer.byteLength(kept + character) > maxBytes) break;
    kept += character;
  }
  return kept;
};

/** The body of `messages:send`: a repeat replaces the first on the screen, by its collapse key. */
export const composeMessage = (request: SendRequest, now: Date): Composed => {
  const { parts, notificationId, deliveryId, attemptId, priority } = request;
  const own = Object.entries(parts.data ?? {}).filter(([, value]) => value !== undefined);
  if (own.some(([name]) => RESERVED.test(name))) {
    return refused(
      'invalid_data_key',
      'These data keys are taken: from, message_type, google.*, gcm.*, notificationId, deliveryId, attemptId.',
    );
  }
  const data = {
    ...Object.fromEntries(own.map(([name, value]) => [name, asText(value)])),
    ...(parts.url === null ? {} : { url: parts.url }),
    notificationId,
    deliveryId,
    attemptId,
  };
  const notification = {
    ...(parts.title === null ? {} : { title: parts.title }),
    body: parts.body,
  };
  if (Buffer.byteLength(JSON.stringify({ notification, data })) > MAX_BYTES) {
    return refused('payload_too_large', 'The message is over the 4 KiB that FCM takes.');
  }
  const collapseKey = cut(request.collapseKey ?? notificationId, MAX_COLLAPSE_BYTES);
  const isUrgent = priority === 'critical' || priority === 'high';
  const leftSeconds = Math.floor((request.expiresAt.getTime() - now.getTime()) / 1_000);
  const ttl = Math.min(Math.max(0, leftSeconds), MAX_TTL_SECONDS);
  const message = {
    token: request.address,
    notification,
    data,
    android: {
      collapse_key: collapseKey,
      priority: isUrgent ? 'HIGH' : 'NORMAL',
      ttl: `${ttl}s`,
      notification: { tag: collapseKey },
    },
    apns: {
      headers: {
        'apns-collapse-id': collapseKey,
        'apns-priority': isUrgent ? '10' : '5',
        'apns-expiration': String(Math.floor(request.expiresAt.getTime() / 1_000)),
      },
    },
    ...(parts.url?.startsWith('https://') ? { webpush: { fcm_options: { link: parts.url } } } : {}),
  };
  return { ok: true, body: JSON.stringify({ message }) };
};
