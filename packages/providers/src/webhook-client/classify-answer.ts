import type { SendResult } from '../contract.ts';
import type { HttpAnswer } from '../http/exchange.ts';
import { accepted, failed } from '../send-results.ts';
import { ANSWER_DEFAULTS, ANSWER_RULES } from './answer-rules.ts';

type Answer = Pick<HttpAnswer, 'status' | 'body' | 'retryAfterMs'>;

/**
 * What an answer to the `attempt`-th counted call comes to. A status without a meaning here is tried
 * again.
 */
export const classifyAnswer = (answer: Answer, attempt: number): SendResult => {
  const { status, body } = answer;
  if (status >= 200 && status < 300) return accepted({ response: body });
  const rule = ANSWER_RULES[status] ?? ANSWER_DEFAULTS[Math.floor(status / 100)];
  const { outcome = 'transient', hint = 'The answer has no meaning here.' } = rule ?? {};
  const final = rule?.tries !== undefined && attempt >= rule.tries;
  return failed({
    outcome: final ? 'permanent_message' : outcome,
    code: `http_${status}`,
    hint,
    response: body,
    retryAfterMs: answer.retryAfterMs,
    isUnknownCode: status >= 400 && ANSWER_RULES[status] === undefined,
    ...(rule?.suppressAddress ? { suppressAddress: true } : {}),
  });
};
