import type { Outcome } from '@carillon/domain';

/** What one of FCM's codes means. */
export interface ErrorRule {
  readonly outcome: Exclude<Outcome, 'accepted'>;
  readonly hint: string;
  /** The token is dead and goes on the list; never for what our payload may have caused. */
  readonly suppressAddress?: true;
  /** The other tokens of the account are not concerned. */
  readonly isAddressOnly?: true;
  /** How long to wait before another try where FCM does not say it, in ms. */
  readonly retryAfterMs?: number;
}

const MINUTE = 60_000;

const NOT_INSTALLED: ErrorRule = {
  outcome: 'permanent_recipient',
  hint: 'The app is no longer installed under this token.',
  suppressAddress: true,
};

const WRONG_CREDENTIALS: ErrorRule = {
  outcome: 'config',
  hint: 'The credentials for Apple or the web push service are not valid.',
};

const QUOTA: ErrorRule = {
  outcome: 'rate_limited',
  hint: 'Too many messages.',
  retryAfterMs: MINUTE,
};

/** PROVIDER-ERRORS.md, 3; https://firebase.google.com/docs/cloud-messaging/error-codes. */
const RULES: Readonly<Record<string, ErrorRule>> = {
  UNREGISTERED: NOT_INSTALLED,
  UNREGISTERED_FID: NOT_INSTALLED,
  /** The token is malformed, says FCM's own detail: see `classifyAnswer` for the payload's case. */
  INVALID_TOKEN: {
    outcome: 'permanent_recipient',
    hint: 'The token is not valid.',
    suppressAddress: true,
  },
  INVALID_ARGUMENT: { outcome: 'permanent_message', hint: 'FCM refused the payload.' },
  SENDER_ID_MISMATCH: {
    outcome: 'permanent_recipient',
    hint: 'The token belongs to another project.',
  },
  THIRD_PARTY_AUTH_ERROR: WRONG_CREDENTIALS,
  APNS_AUTH_ERROR: WRONG_CREDENTIALS,
  UNAUTHENTICATED: { outcome: 'config', hint: 'FCM refused the access token.' },
  PERMISSION_DENIED: { outcome: 'config', hint: 'The service account may not send messages.' },
  NOT_FOUND: { outcome: 'config', hint: 'FCM does not know the project.' },
  QUOTA_EXCEEDED: QUOTA,
  RESOURCE_EXHAUSTED: QUOTA,
  DeviceMessageRateExceeded: {
    outcome: 'rate_limited',
    hint: 'Too many messages to this device.',
    isAddressOnly: true,
    retryAfterMs: 5 * MINUTE,
  },
  UNAVAILABLE: { outcome: 'transient', hint: 'FCM is not available.' },
  INTERNAL: { outcome: 'transient', hint: 'FCM failed.', retryAfterMs: 10_000 },
};

/** By code. A map, because the code is foreign text and must not find what every object has. */
export const ERROR_RULES: ReadonlyMap<string, ErrorRule> = new Map(Object.entries(RULES));
