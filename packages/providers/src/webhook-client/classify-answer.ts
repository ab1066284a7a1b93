import type { SendResult } from '../contract.ts';
import { accepted, failed } from '../send-results.ts';
import { ANSWER_DEFAULTS, ANSWER_RULES } from './answer-rules.ts';

/** What an endpoint answered, as far as it was read. */
export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly retryAfterMs: number | null;
  /** Counted attempts of the delivery, this one included. */
  readonly attempt: number;
}

/** What an answer comes to. A status without a meaning here is tried again. */
export const classifyAnswer = (answer: Answer): SendResult => {
  const { status, body } = answer;
  if (status >= 200 && status < 300) return accepted({ response: body });
  const rule = ANSWER_RULES[status] ?? ANSWER_DEFAULTS[Math.floor(status / 100)];
  const { outcome = 'transient', hint = 'The answer has no meaning here.' } = rule ?? {};
  const final = rule?.tries !== undefined && answer.attempt >= rule.tries;
  return failed({
    outcome: final ? 'permanent_message' : outcome,
    code: `http_${status}`,
    hint,
    response: body,
    retryAfterMs: answer.retryAfterMs,
    ...(rule?.suppressAddress ? { suppressAddress: true } : {}),
  });
};
