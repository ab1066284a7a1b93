import type { SendResult } from '../contract.ts';
import type { HttpAnswer } from '../http/exchange.ts';
import { accepted, failed } from '../send-results.ts';
import { ERROR_RULES, type ErrorRule } from './error-rules.ts';

type Answer = Pick<HttpAnswer, 'status' | 'body' | 'retryAfterMs'>;

interface Detail {
  readonly '@type'?: unknown;
  readonly errorCode?: unknown;
}

const FCM_ERROR = 'google.firebase.fcm.v1.FcmError';
const CODE = /^[A-Za-z_]{1,64}$/;

const parsed = (body: string): Record<string, unknown> => {
  try {
    return Object(JSON.parse(body)) as Record<string, unknown>;
  } catch {
    return {};
  }
};

const typeOf = (detail: Detail): string => {
  const { '@type': type } = Object(detail) as Detail;
  return typeof type === 'string' ? type : '';
};

/** FCM's own code where it gives one, else Google's status; null where neither is there. */
const codeIn = (body: string): { code: string | null; isToken: boolean } => {
  const { status, details } = Object(parsed(body)['error']) as {
    status?: unknown;
    details?: unknown;
  };
  const list = (Array.isArray(details) ? details : []) as Detail[];
  const own = list.find((d) => typeOf(d).endsWith(FCM_ERROR));
  const code = typeof own?.errorCode === 'string' ? own.errorCode : status;
  // A bad payload says so by its own detail: then nothing is known about the token.
  const isPayload = list.some((d) => typeOf(d).endsWith('google.rpc.BadRequest'));
  const isToken = code === 'INVALID_ARGUMENT' && own !== undefined && !isPayload;
  return { code: typeof code === 'string' && CODE.test(code) ? code : null, isToken };
};

const byStatus = (status: number): ErrorRule => {
  const hint = 'The answer has no meaning here.';
  if (status === 401 || status === 403 || status === 404) return { outcome: 'config', hint };
  if (status === 429) return { outcome: 'rate_limited', hint, retryAfterMs: 60_000 };
  if (status === 503) return { outcome: 'transient', hint };
  if (status >= 500) return { outcome: 'ambiguous', hint };
  return { outcome: status >= 400 ? 'permanent_message' : 'config', hint };
};

/** What FCM's answer comes to. */
export const classifyAnswer = (answer: Answer): SendResult => {
  const { status, body } = answer;
  if (status >= 200 && status < 300) {
    const { name } = parsed(body);
    return accepted({ response: body, providerMessageId: typeof name === 'string' ? name : null });
  }
  const { code, isToken } = codeIn(body);
  const name = isToken ? 'INVALID_TOKEN' : code;
  const known = name === null ? undefined : ERROR_RULES.get(name);
  const rule = known ?? byStatus(status);
  return failed({
    outcome: rule.outcome,
    code: code ?? `http_${status}`,
    hint: rule.hint,
    response: body,
    retryAfterMs: answer.retryAfterMs ?? rule.retryAfterMs ?? null,
    isUnknownCode: name !== null && known === undefined,
    ...(rule.isAddressOnly ? { isAddressOnly: true } : {}),
    ...(rule.suppressAddress ? { suppressAddress: true } : {}),
  });
};
