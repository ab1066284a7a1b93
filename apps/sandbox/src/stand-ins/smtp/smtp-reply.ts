import type { Answer } from '../../answers/answer.ts';
import { bodyOf, type Decision } from '../../answers/decision.ts';

/** When a client hears of it: at the recipient, or after the final dot. */
type Stage = 'RCPT' | 'DATA';

/** One reply line: `550 5.1.1 No such user here`. */
export interface SmtpReply {
  readonly stage: Stage;
  readonly status: number;
  /** The enhanced status code (RFC 3463). */
  readonly code: string;
  readonly text: string;
}

const OK: SmtpReply = { stage: 'DATA', status: 250, code: '2.0.0', text: 'Ok' };

/** Null: the client gets no reply. */
const REPLIES = {
  accept: OK,
  slow: OK,
  reject_recipient: { stage: 'RCPT', status: 550, code: '5.1.1', text: 'No such user here' },
  reject_message: { stage: 'DATA', status: 554, code: '5.6.0', text: 'Message content rejected' },
  unauthorized: { stage: 'RCPT', status: 535, code: '5.7.8', text: 'Credentials invalid' },
  transient: { stage: 'DATA', status: 451, code: '4.3.0', text: 'Try again later' },
  rate_limited: { stage: 'DATA', status: 421, code: '4.7.0', text: 'Too many messages, closing' },
  hang: null,
  accept_then_drop: null,
} as const satisfies Partial<Record<Answer, SmtpReply | null>>;

/** The answers that SMTP knows. */
export const SMTP_ANSWERS = Object.keys(REPLIES) as readonly (keyof typeof REPLIES)[];

const isSmtpAnswer = (answer: Answer): answer is keyof typeof REPLIES => answer in REPLIES;

/** The reply that a decision stands for, with what it overrides; null when there is none. */
export const smtpReply = (decision: Decision): SmtpReply | null => {
  const own = isSmtpAnswer(decision.answer) ? REPLIES[decision.answer] : OK;
  if (own === null) return null;
  const { status = own.status, code = own.code } = decision;
  return { stage: own.stage, status, code, text: bodyOf(decision) ?? own.text };
};
