import type { SMTPServerOptions } from 'smtp-server';
import type { Decision } from '../../answers/decision.ts';
import type { Intake } from '../../intake/open-intake.ts';
import { addCall, asSent } from './envelope-calls.ts';
import { SmtpRefusal } from './smtp-refusal.ts';
import { smtpReply } from './smtp-reply.ts';

type Handlers = Required<Pick<SMTPServerOptions, 'onAuth' | 'onMailFrom' | 'onRcptTo'>>;

const NO_BODY = Buffer.alloc(0);

/**
 * Answers what comes before a mail: AUTH takes any credentials, MAIL any sender and RCPT any
 * recipient, unless a behaviour or a magic recipient says otherwise. `unauthorized` without a `to`
 * is told at AUTH, and at MAIL to those who do not log in or have done so before it was set.
 */
export const answerSession = (intake: Intake): Handlers => {
  const refuse = (method: string, to: string | null, decision: Decision): SmtpRefusal | null => {
    const reply = smtpReply(decision);
    if (reply === null) return null;
    const { status, code } = reply;
    const answer = { status, code, behaviour: decision.answer };
    const call = { provider: 'smtp', method, path: null, headers: {}, body: NO_BODY, form: null };
    intake.note({ ...call, to, answer });
    return new SmtpRefusal(reply);
  };
  const refuseSession = (method: string): SmtpRefusal | null => {
    const refused = intake.refuseSession('smtp');
    return refused === null ? null : refuse(method, null, refused);
  };

  return {
    onAuth: ({ method, username = '' }, _session, done) => {
      done(refuseSession('AUTH'), { user: username || method });
    },
    onMailFrom: (_sender, _session, done) => done(refuseSession('MAIL')),
    onRcptTo: ({ address }, session, done) => {
      const to = asSent(address);
      const decision = intake.decide('smtp', to);
      if (smtpReply(decision)?.stage === 'RCPT') return done(refuse('RCPT', to, decision));
      addCall(session, { to, decision });
      return done();
    },
  };
};
