import type { ReceiptKind } from '@carillon/domain';
import type { AddressChange, CallbackReading, CallbackRequest, Receipt } from '../callback.ts';
import type { Settings } from '../settings/settings.ts';
import { trimmed } from '../trimmed.ts';
import { ERROR_RULES } from './error-rules.ts';
import { loadSdk } from './load-sdk.ts';

/** https://www.twilio.com/docs/messaging/api/message-resource#message-status-values */
const KINDS: ReadonlyMap<string, ReceiptKind> = new Map([
  ['accepted', 'accepted'],
  ['queued', 'accepted'],
  ['sending', 'accepted'],
  ['sent', 'accepted'],
  ['delivered', 'delivered'],
  ['read', 'delivered'],
  ['undelivered', 'failed'],
  ['failed', 'failed'],
  ['canceled', 'failed'],
]);

/** Words that carriers and Twilio understand (https://help.twilio.com/articles/223134027). */
const CHANGES: ReadonlyMap<string, AddressChange['change']> = new Map([
  ...['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT'].map(
    (word) => [word, 'opt_out'] as const,
  ),
  ...['START', 'YES', 'UNSTOP'].map((word) => [word, 'opt_in'] as const),
]);

const FORGED: CallbackReading = { ok: false, reason: 'forged' };

/**
 * Reads a status callback or an incoming message. The signature covers the URL that Twilio was told
 * and the form (SECURITY.md, 10); it carries no time, so that a replay is told apart by its key only.
 */
export const readTwilioCallback = (
  settings: Settings,
  { url, headers, body }: CallbackRequest,
): CallbackReading => {
  const form = Object.fromEntries(new URLSearchParams(body.toString('utf8')));
  const signature = headers['x-twilio-signature'] ?? '';
  if (!isSigned(String(settings['authToken']), signature, url, form)) return FORGED;
  const receipt = receiptIn(form, url);
  const change = changeIn(form);
  return {
    ok: true,
    receipts: receipt === null ? [] : [receipt],
    addressChanges: change === null ? [] : [change],
  };
};

const isSigned = (
  authToken: string,
  signature: string,
  url: string,
  form: Readonly<Record<string, string>>,
): boolean => {
  try {
    return loadSdk().validateRequest(authToken, signature, url, form);
  } catch {
    return false;
  }
};

const receiptIn = (form: Readonly<Record<string, string>>, url: string): Receipt | null => {
  const status = form['MessageStatus'] ?? form['SmsStatus'] ?? '';
  const kind = KINDS.get(status);
  const ids = new URL(url).searchParams;
  const [deliveryId, attemptId] = [ids.get('delivery'), ids.get('attempt')];
  if (kind === undefined || deliveryId === null || attemptId === null) return null;
  const sid = form['MessageSid'] ?? form['SmsSid'] ?? null;
  return {
    kind,
    deliveryId,
    attemptId,
    providerMessageId: sid,
    at: null,
    ...failureIn(kind, form),
    key: `${sid ?? ''} ${status}`.slice(0, 200),
    raw: trimmed(JSON.stringify({ status, sid, errorCode: form['ErrorCode'] })) ?? '',
  };
};

const failureIn = (kind: ReceiptKind, form: Readonly<Record<string, string>>) => {
  if (kind !== 'failed') return { outcome: null, code: null, message: null };
  const code = /^\d{4,6}$/.exec(form['ErrorCode'] ?? '')?.[0] ?? null;
  const rule = code === null ? undefined : ERROR_RULES[Number(code)];
  const { outcome = 'permanent_message', hint = 'Twilio could not deliver the message.' } =
    rule ?? {};
  const known = outcome === 'rate_limited' || outcome === 'ambiguous' ? 'transient' : outcome;
  return {
    outcome: known,
    code: code ?? form['MessageStatus'] ?? 'failed',
    message: hint,
    ...(code !== null && rule === undefined ? { isUnknownCode: true } : {}),
    ...(rule?.suppressAddress ? { suppressAddress: true } : {}),
  };
};

const changeIn = (form: Readonly<Record<string, string>>): AddressChange | null => {
  const { From: from = '', OptOutType: type } = form;
  const word = (type ?? form['Body'] ?? '').trim().toUpperCase();
  const change = CHANGES.get(word) ?? null;
  const isWhatsApp = from.startsWith('whatsapp:');
  const address = from.replace(/^whatsapp:/, '');
  if (change === null || form['MessageStatus'] !== undefined || !/^\+\d{4,15}$/.test(address)) {
    return null;
  }
  return { change, channel: isWhatsApp ? 'whatsapp' : 'sms', address };
};
