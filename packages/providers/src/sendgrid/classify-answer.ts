import type { SendResult } from '../contract.ts';
import type { HttpAnswer } from '../http/exchange.ts';
import { accepted, failed } from '../send-results.ts';
import { FIELD_RULES, STATUS_DEFAULTS, STATUS_RULES, type ErrorRule } from './error-rules.ts';

const headerOf = ({ headers }: HttpAnswer, name: string): string | null => {
  const value = headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
};

/** The fields that a 400 names; empty for anything that is not SendGrid's own body. */
const fieldsIn = (body: string): string[] => {
  try {
    const { errors } = JSON.parse(body) as { errors?: { field?: unknown }[] };
    return (errors ?? []).flatMap(({ field }) => (typeof field === 'string' ? [field] : []));
  } catch {
    return [];
  }
};

const ruleOf = ({ status, body }: HttpAnswer): ErrorRule => {
  const [field] = status === 400 ? fieldsIn(body) : [];
  const byField = field && FIELD_RULES.find(([pattern]) => pattern.test(field))?.[1];
  const unknown: ErrorRule = { outcome: 'ambiguous', hint: 'The answer has no meaning here.' };
  return byField || (STATUS_RULES[status] ?? STATUS_DEFAULTS[Math.floor(status / 100)] ?? unknown);
};

/** When a rate limit ends, which SendGrid says in seconds since 1970. */
const resetMs = (answer: HttpAnswer, now: Date): number | null => {
  const reset = Number(headerOf(answer, 'x-ratelimit-reset') ?? Number.NaN);
  return Number.isNaN(reset) ? null : Math.max(0, reset * 1_000 - now.getTime());
};

/** What SendGrid's answer comes to. */
export const classifyAnswer = (answer: HttpAnswer, now: Date): SendResult => {
  const { status, body } = answer;
  if (status >= 200 && status < 300) {
    return accepted({ response: body, providerMessageId: headerOf(answer, 'x-message-id') });
  }
  const { outcome, hint, suppressAddress } = ruleOf(answer);
  const [field] = status === 400 ? fieldsIn(body) : [];
  return failed({
    outcome,
    code: field === undefined ? `http_${status}` : `http_${status} ${field}`,
    hint,
    response: body,
    retryAfterMs: answer.retryAfterMs ?? (status === 429 ? resetMs(answer, now) : null),
    isUnknownCode: STATUS_RULES[status] === undefined,
    ...(suppressAddress ? { suppressAddress } : {}),
  });
};
