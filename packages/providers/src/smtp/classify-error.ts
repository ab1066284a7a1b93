import type { SendResult } from '../contract.ts';
import { networkFailure, TARGET_NOT_ALLOWED } from '../network-failure.ts';
import { type Failure, failed } from '../send-results.ts';
import { classifyReply } from './classify-reply.ts';
import type { Phase } from './reply-rules.ts';

const CREDENTIALS: Failure = {
  outcome: 'config',
  code: 'auth_failed',
  hint: 'The server offers no way to log in with these credentials.',
};
const UNSENDABLE: Failure = {
  outcome: 'permanent_message',
  code: 'invalid_message',
  hint: 'The message or its address cannot be sent.',
};

/** nodemailer's codes of errors that come from no reply and before anything was sent. */
export const ERROR_RULES: Readonly<Record<string, Failure>> = {
  EAUTH: CREDENTIALS,
  ENOAUTH: CREDENTIALS,
  EOAUTH2: CREDENTIALS,
  ECONFIG: { ...UNSENDABLE, outcome: 'config', code: 'invalid_settings' },
  EENVELOPE: UNSENDABLE,
  EMESSAGE: UNSENDABLE,
  EMAXRECIPIENTS: UNSENDABLE,
  TARGET_NOT_ALLOWED: { ...TARGET_NOT_ALLOWED, outcome: 'config' },
};

/** By the command that was answered. `CONN` is left out: it also names connections that broke later. */
const PHASES: readonly (readonly [command: RegExp, phase: Phase])[] = [
  [/^(EHLO|HELO|LHLO)$/, 'connect'],
  [/^AUTH/, 'auth'],
  [/^MAIL FROM$/, 'mail'],
  [/^RCPT TO$/, 'rcpt'],
  [/^DATA$/, 'data'],
];

interface MailError {
  readonly code?: string;
  readonly command?: string;
  readonly response?: string;
  readonly responseCode?: number;
}

const phaseOf = (error: MailError, complete: boolean): Phase | undefined => {
  const command = error.command ?? '';
  if (command === 'CONN') return complete ? undefined : 'connect';
  return PHASES.find(([pattern]) => pattern.test(command))?.[1];
};

/**
 * What an error of nodemailer comes to (PROVIDER-ERRORS.md, 1). A reply to a command decides by
 * itself. Otherwise the connection failed, and nodemailer's error looks the same whether it never
 * stood or broke after the server had taken the message: only `complete`, whether the message had
 * been handed over to its last byte, tells a safe repeat from an unknown outcome.
 */
export const classifyError = (
  error: unknown,
  { complete, attempt }: { complete: boolean; attempt: number },
): SendResult => {
  const known = Object(error) as MailError;
  const phase = phaseOf(known, complete);
  if (known.responseCode && known.response && phase && known.code !== 'ETLS') {
    return classifyReply({ phase, text: known.response, attempt });
  }
  const rule = complete ? undefined : ERROR_RULES[known.code ?? ''];
  if (rule) return failed(rule);
  const response = known.response ? { response: known.response } : {};
  const outcome = complete ? 'ambiguous' : 'transient';
  return failed({ ...networkFailure(error), outcome, ...response });
};
