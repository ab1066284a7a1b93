import type { Answer } from '../../answers/answer.ts';
import type { Decision } from '../../answers/decision.ts';
import { httpReply, type HttpReply } from '../../http/http-reply.ts';

/** The status of each answer; null where there is none. */
const STATUSES: Readonly<Record<Answer, number | null>> = {
  accept: 200,
  slow: 200,
  endless: 200,
  reject_recipient: 410,
  reject_message: 422,
  unauthorized: 401,
  transient: 503,
  rate_limited: 429,
  redirect: 302,
  hang: null,
  accept_then_drop: null,
  drip: null,
};

const JSON_HEADERS = { 'content-type': 'application/json' };

/** What a hook replies; null when the client never gets a status. */
export const webhookReply = (decision: Decision): HttpReply | null => {
  const status = STATUSES[decision.answer];
  if (status === null) return null;
  const body = JSON.stringify(status < 300 ? { ok: true } : { error: decision.answer });
  return httpReply({ status, headers: JSON_HEADERS, body }, decision);
};

/** The answer that a status stands for, as in `/hooks/status/410`. */
export const answerOfStatus = (status: number): Answer => {
  if (status < 300) return 'accept';
  if (status < 400) return 'redirect';
  const known = Object.entries(STATUSES).find(([, own]) => own === status);
  return (known?.[0] as Answer | undefined) ?? (status < 500 ? 'reject_message' : 'transient');
};
