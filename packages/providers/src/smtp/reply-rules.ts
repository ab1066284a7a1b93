import type { Outcome } from '@carillon/domain';

/** Where in the dialogue a reply came. `data` is both the DATA command and the end of the message. */
export type Phase = 'connect' | 'auth' | 'mail' | 'rcpt' | 'data';

/** What a reply means: the first rule that matches counts. */
export interface ReplyRule {
  readonly phases?: readonly Phase[];
  /** Of the three digits. */
  readonly code: RegExp;
  /** Of the enhanced status code (RFC 3463); a rule that has one never matches without. */
  readonly enhanced?: RegExp;
  readonly text?: RegExp;
  readonly outcome: Exclude<Outcome, 'accepted' | 'ambiguous'>;
  readonly hint: string;
  readonly suppressAddress?: true;
  readonly suppressDays?: number;
  /** The least delay that makes sense. */
  readonly retryAfterMs?: number;
  /** What no rule before it knows: a safe guess. */
  readonly isUnknown?: true;
  /** After so many attempts a `transient` reply is believed to be final. */
  readonly tries?: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const FULL = 'The mailbox is full.';
const CREDENTIALS = 'The server refused the credentials.';
const SENDER = 'The server refused the sender.';
const NO_MAILBOX = 'The mailbox does not exist.';
const POLICY = 'The server refused the message by its policy.';
const LATER = 'The server asked to try again later.';
const TOO_BIG = 'The message is too big for the server.';

/** PROVIDER-ERRORS.md, 1, in the order of precedence. A policy refusal never suppresses anybody. */
export const REPLY_RULES: readonly ReplyRule[] = [
  { phases: ['auth'], code: /^432$/, outcome: 'config', hint: CREDENTIALS },
  { phases: ['auth'], code: /^4/, outcome: 'transient', hint: LATER },
  { phases: ['auth'], code: /^5/, outcome: 'config', hint: CREDENTIALS },
  { code: /^53[0458]$/, outcome: 'config', hint: CREDENTIALS },
  { code: /^421$/, enhanced: /^4\.7\.0$/, outcome: 'rate_limited', hint: 'Too much mail at once.' },
  {
    code: /^45[01]$/,
    enhanced: /^4\.7\./,
    outcome: 'transient',
    hint: LATER,
    retryAfterMs: MINUTE_MS,
  },
  {
    code: /^45[01]$/,
    text: /gr[ea]ylist/i,
    outcome: 'transient',
    hint: LATER,
    retryAfterMs: MINUTE_MS,
  },
  { code: /^4/, enhanced: /^4\.2\.2$/, outcome: 'transient', hint: FULL },
  { code: /^4/, outcome: 'transient', hint: LATER },
  { code: /^503$/, outcome: 'transient', hint: 'The server lost track of the dialogue.' },
  { phases: ['connect'], code: /^5/, outcome: 'config', hint: 'The server refused to talk to us.' },
  {
    code: /^5/,
    enhanced: /^5\.2\.2$/,
    outcome: 'transient',
    hint: FULL,
    retryAfterMs: 8 * HOUR_MS,
    tries: 4,
  },
  {
    phases: ['rcpt'],
    code: /^552$/,
    outcome: 'transient',
    hint: FULL,
    retryAfterMs: 8 * HOUR_MS,
    tries: 4,
  },
  { code: /^5/, enhanced: /^5\.1\.[78]$/, outcome: 'config', hint: SENDER },
  { code: /^5/, enhanced: /^5\.7\.(8|9|11|13|14)$/, outcome: 'config', hint: CREDENTIALS },
  { code: /^5/, enhanced: /^5\.7\.2[0-7]$/, outcome: 'config', hint: SENDER },
  { code: /^5/, enhanced: /^5\.7\./, text: /relay/i, outcome: 'config', hint: SENDER },
  { phases: ['mail'], code: /^5/, enhanced: /^5\.[17]\./, outcome: 'config', hint: SENDER },
  { code: /^5/, enhanced: /^5\.7\./, outcome: 'permanent_message', hint: POLICY },
  {
    phases: ['rcpt'],
    code: /^5/,
    enhanced: /^5\.1\.([1236]|10)$/,
    outcome: 'permanent_recipient',
    hint: NO_MAILBOX,
    suppressAddress: true,
  },
  {
    phases: ['rcpt', 'data'],
    code: /^5/,
    enhanced: /^5\.2\.1$/,
    outcome: 'permanent_recipient',
    hint: 'The mailbox is disabled.',
    suppressAddress: true,
    suppressDays: 30,
  },
  { code: /^5/, enhanced: /^5\.(3\.4|2\.3)$/, outcome: 'permanent_message', hint: TOO_BIG },
  {
    code: /^5/,
    enhanced: /^5\.6\./,
    outcome: 'permanent_message',
    hint: 'The server refused the content.',
  },
  {
    code: /^(50[0124]|555)$/,
    outcome: 'permanent_message',
    hint: 'The server did not take the command.',
  },
  {
    phases: ['rcpt'],
    code: /^55[136]$/,
    outcome: 'permanent_recipient',
    hint: NO_MAILBOX,
    suppressAddress: true,
  },
  {
    phases: ['rcpt'],
    code: /^550$/,
    outcome: 'permanent_recipient',
    hint: 'The server refused the recipient.',
  },
  { code: /^552$/, outcome: 'permanent_message', hint: TOO_BIG },
  { phases: ['mail'], code: /^5/, outcome: 'config', hint: SENDER },
  {
    code: /^5/,
    outcome: 'permanent_message',
    hint: 'The server refused the message.',
    isUnknown: true,
  },
  {
    code: /^/,
    outcome: 'transient',
    hint: 'The server gave an answer that has no meaning here.',
    isUnknown: true,
  },
];
