import type { Outcome } from '@carillon/domain';

/** What one of Twilio's codes means; the same table serves answers and status callbacks. */
export interface ErrorRule {
  readonly outcome: Exclude<Outcome, 'accepted'>;
  readonly hint: string;
  readonly suppressAddress?: true;
  /** Wait at least so long before another try, in ms. */
  readonly retryAfterMs?: number;
}

const MINUTES = 60_000;
const recipient = (hint: string): ErrorRule => ({ outcome: 'permanent_recipient', hint });
const unwanted = (hint: string): ErrorRule => ({ ...recipient(hint), suppressAddress: true });
const message = (hint: string): ErrorRule => ({ outcome: 'permanent_message', hint });
const config = (hint: string): ErrorRule => ({ outcome: 'config', hint });
const limited = (hint: string, retryAfterMs?: number): ErrorRule => ({
  outcome: 'rate_limited',
  hint,
  ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
});
const later = (hint: string, retryAfterMs?: number): ErrorRule => ({
  outcome: 'transient',
  hint,
  ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
});

const NO_NUMBER = 'The number cannot receive messages.';
const SENDER = 'The sender is not set up for this.';
const REGISTRATION = 'The sender is not registered with the carriers.';

/** PROVIDER-ERRORS.md, 2; https://www.twilio.com/docs/api/errors. */
export const ERROR_RULES: Readonly<Record<number, ErrorRule>> = {
  20003: config('Twilio refused the credentials.'),
  20005: config('The account is not active.'),
  20404: config('Twilio does not know the account.'),
  20429: limited('Too many calls at once.'),
  // Twilio knows no idempotency key: a POST that failed there may have sent the message all the same.
  20500: { outcome: 'ambiguous', hint: 'Twilio failed.' },
  20503: later('Twilio is not available.'),
  21211: unwanted('The number is not valid.'),
  21212: config(SENDER),
  21217: unwanted('The number is not valid.'),
  21265: unwanted('The number is not valid.'),
  21408: config('Messages to this region are not switched on.'),
  21602: message('The message has no body.'),
  21603: config(SENDER),
  21606: config(SENDER),
  21608: config('A trial account sends to verified numbers only.'),
  21610: unwanted('The recipient has opted out.'),
  21611: limited('The queue of the sender is full.', 5 * MINUTES),
  21612: recipient('There is no way to this number.'),
  21614: unwanted('The number is not a mobile one.'),
  21617: message('The message is too long.'),
  21619: message('The message has neither a body nor media.'),
  21620: message('The media cannot be fetched.'),
  21659: config(SENDER),
  21660: config(SENDER),
  21703: config(SENDER),
  30001: limited('The queue of the sender is full.', 5 * MINUTES),
  30002: config('The account is suspended.'),
  30003: later('The handset cannot be reached.', 15 * MINUTES),
  30004: unwanted('The recipient or the carrier blocks messages.'),
  30005: unwanted('The carrier does not know the number.'),
  30006: unwanted(NO_NUMBER),
  30007: message('The carrier filtered the message.'),
  30008: later('The carrier gave no reason.'),
  30010: message('The price is above the maximum.'),
  30022: config(REGISTRATION),
  30023: config(REGISTRATION),
  30032: config(REGISTRATION),
  30034: config(REGISTRATION),
  30036: message('Its validity ran out before it could be delivered.'),
  63003: unwanted('The number has no WhatsApp.'),
  63012: later('WhatsApp failed.'),
  63016: message('Outside of the 24-hour window WhatsApp wants an approved template.'),
  63018: limited('Too many WhatsApp messages at once.'),
  63021: later('WhatsApp failed.'),
  63024: unwanted('WhatsApp refuses the recipient.'),
  63032: message('WhatsApp limits this recipient.'),
  63049: message('Meta chose not to deliver the message.'),
};
