import type { SendResult } from '../contract.ts';
import { failed } from '../send-results.ts';
import { type Phase, REPLY_RULES, type ReplyRule } from './reply-rules.ts';

/** A refusal of the server: where it came and its text, as in `550 5.1.1 No such user`. */
export interface Reply {
  readonly phase: Phase;
  readonly text: string;
  /** Counted attempts of the delivery, this one included. */
  readonly attempt: number;
}

const SHAPE = /^(\d{3})(?:[ -](\d\.\d{1,3}\.\d{1,3})\b)?/;

const matches = (rule: ReplyRule, reply: Reply, code: string, enhanced?: string): boolean =>
  (rule.phases?.includes(reply.phase) ?? true) &&
  rule.code.test(code) &&
  (rule.enhanced === undefined || (enhanced !== undefined && rule.enhanced.test(enhanced))) &&
  (rule.text?.test(reply.text) ?? true);

/** What a reply comes to, by the first rule that matches. */
export const classifyReply = (reply: Reply): SendResult => {
  const [, code = '', enhanced] = SHAPE.exec(reply.text) ?? [];
  const rule = REPLY_RULES.find((candidate) => matches(candidate, reply, code, enhanced));
  const { outcome = 'transient', hint = 'The server gave no meaningful answer.' } = rule ?? {};
  const final = rule?.tries !== undefined && reply.attempt >= rule.tries;
  return failed({
    outcome: final ? 'permanent_message' : outcome,
    code: [code, enhanced].filter(Boolean).join(' ') || 'bad_response',
    hint,
    response: reply.text,
    retryAfterMs: final ? null : (rule?.retryAfterMs ?? null),
    isUnknownCode: rule?.isUnknown === true,
    ...(rule?.suppressAddress ? { suppressAddress: true } : {}),
    ...(rule?.suppressDays === undefined ? {} : { suppressDays: rule.suppressDays }),
  });
};
