import type { Outcome } from '@carillon/domain';
import type { SendResult } from '../contract.ts';
import { failed } from '../send-results.ts';
import { ERROR_RULES, type ErrorRule } from './error-rules.ts';

/** Twilio's refusal, as its SDK and the headers tell it. */
export interface Refusal {
  readonly status: number;
  /** Twilio's own code; null where the answer was no answer of Twilio's. */
  readonly code: number | null;
  readonly body: string;
  readonly retryAfterMs: number | null;
}

/** By status, for codes that the table does not know. After a 5xx the message may have been accepted. */
const outcomeOf = ({ status }: Refusal): Exclude<Outcome, 'accepted'> => {
  if (status === 429) return 'rate_limited';
  if (status === 401 || status === 403) return 'config';
  if (status === 503) return 'transient';
  if (status >= 500) return 'ambiguous';
  return 'permanent_message';
};

const REFUSED = 'Twilio refused the message.';

/** What a refusal comes to; the code is Twilio's, or `http_503` where it gave none. */
export const classifyAnswer = (refusal: Refusal): SendResult => {
  const known = refusal.code === null ? undefined : ERROR_RULES[refusal.code];
  const rule: ErrorRule = known ?? { outcome: outcomeOf(refusal), hint: REFUSED };
  return failed({
    outcome: rule.outcome,
    code: refusal.code === null ? `http_${refusal.status}` : String(refusal.code),
    hint: rule.hint,
    response: refusal.body,
    retryAfterMs: refusal.retryAfterMs ?? rule.retryAfterMs ?? null,
    isUnknownCode: refusal.code !== null && known === undefined,
    ...(rule.suppressAddress ? { suppressAddress: true } : {}),
  });
};
