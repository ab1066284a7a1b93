import { createPublicKey, verify } from 'node:crypto';
import type { ReceiptKind } from '@carillon/domain';
import type { CallbackReading, CallbackRequest, Receipt } from '../callback.ts';
import type { Settings } from '../settings/settings.ts';
import { trimmed } from '../trimmed.ts';
import { ID_ARGUMENTS } from './compose-mail.ts';

const SIGNATURE = 'x-twilio-email-event-webhook-signature';
const TIMESTAMP = 'x-twilio-email-event-webhook-timestamp';

type Meaning = Pick<Receipt, 'outcome' | 'code' | 'message'> &
  Partial<Pick<Receipt, 'suppressAddress'>> & { readonly kind: ReceiptKind };
type Event = Readonly<Record<string, unknown>>;

const plain = { outcome: null, code: null, message: null } as const;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const bounced = (event: Event): Meaning => {
  const code = text(event['status']) || 'bounce';
  // A block is the receiving server's opinion of today, not the address's fault.
  if (event['type'] === 'blocked') {
    const message = 'The receiving server blocked the mail.';
    return { kind: 'failed', outcome: 'permanent_message', code, message };
  }
  const message = 'The receiving server does not know the address.';
  const outcome = 'permanent_recipient';
  return { kind: 'failed', outcome, code, message, suppressAddress: true };
};

/** Of the reasons for which nothing was sent; `Spam Content` and `Invalid SMTPAPI header` are the mail's. */
const ADDRESS_REASONS = /^(?:(?:bounced|unsubscribed|spam reporting) address|invalid)$/i;

const dropped = (event: Event): Meaning => {
  const code = text(event['reason']).slice(0, 100) || 'dropped';
  const isAddress = ADDRESS_REASONS.test(code);
  return {
    kind: 'failed',
    outcome: isAddress ? 'permanent_recipient' : 'permanent_message',
    code,
    message: 'SendGrid did not send the mail.',
    ...(isAddress ? { suppressAddress: true } : {}),
  };
};

/** https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event */
const MEANINGS: ReadonlyMap<string, (event: Event) => Meaning> = new Map([
  ['processed', () => ({ kind: 'accepted', ...plain })],
  ['delivered', () => ({ kind: 'delivered', ...plain })],
  ['bounce', bounced],
  ['dropped', dropped],
  ['open', () => ({ kind: 'opened', ...plain })],
  ['click', () => ({ kind: 'clicked', ...plain })],
  ['spamreport', () => ({ kind: 'complained', ...plain, suppressAddress: true })],
  ['unsubscribe', () => ({ kind: 'unsubscribed', ...plain, suppressAddress: true })],
]);

/** Reads the signed Event Webhook: ECDSA over the timestamp and the bytes of the body. */
export const readSendgridCallback = (
  settings: Settings,
  { headers, body }: CallbackRequest,
): CallbackReading => {
  const { [SIGNATURE]: signature = '', [TIMESTAMP]: timestamp = '' } = headers;
  const signed = Buffer.concat([Buffer.from(timestamp), body]);
  if (!isSigned(settings['webhookPublicKey'], signed, signature)) {
    return { ok: false, reason: 'forged' };
  }
  const receipts = eventsIn(body).flatMap((event) => receiptOf(event) ?? []);
  return { ok: true, receipts, addressChanges: [] };
};

const isSigned = (publicKey: unknown, signed: Buffer, signature: string): boolean => {
  if (typeof publicKey !== 'string') return false;
  try {
    const der = Buffer.from(publicKey, 'base64');
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
    return verify('sha256', signed, key, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
};

const isEvent = (value: unknown): value is Event => typeof value === 'object' && value !== null;

const eventsIn = (body: Buffer): Event[] => {
  try {
    const events: unknown = JSON.parse(body.toString('utf8'));
    return Array.isArray(events) ? events.filter(isEvent) : [];
  } catch {
    return [];
  }
};

const receiptOf = (event: Event): Receipt | null => {
  const meaning = MEANINGS.get(text(event['event']))?.(event);
  const deliveryId = text(event[ID_ARGUMENTS.delivery]);
  const attemptId = text(event[ID_ARGUMENTS.attempt]);
  if (meaning === undefined || deliveryId === '' || attemptId === '') return null;
  const { timestamp, sg_event_id: eventId, sg_message_id: messageId } = event;
  const seconds = typeof timestamp === 'number' ? timestamp : null;
  // A whole second is named: what happened in it did not happen before it was sent in it.
  const at = seconds === null ? null : new Date(seconds * 1_000 + 999);
  return {
    ...meaning,
    code: meaning.code === null ? null : trimmed(meaning.code),
    deliveryId,
    attemptId,
    providerMessageId: text(messageId).split('.', 1)[0] || null,
    at,
    key: (text(eventId) || `${text(event['event'])} ${seconds}`).slice(0, 200),
    // Without the address: it is the delivery's already.
    raw: trimmed(JSON.stringify({ ...event, email: undefined, ip: undefined })) ?? '',
  };
};
