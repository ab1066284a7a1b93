import type { Socket } from 'node:net';
import { isAccepting } from '../../answers/answer.ts';
import { holdBack } from '../../answers/hold-back.ts';
import { holdOpen } from '../../answers/hold-open.ts';
import type { Intake } from '../../intake/open-intake.ts';
import { idsInHeaders } from '../carillon-ids.ts';
import type { RecipientCall } from './envelope-calls.ts';
import { parseMailHeaders } from './parse-mail-headers.ts';
import { readMail } from './read-mail.ts';
import { smtpReply, type SmtpReply } from './smtp-reply.ts';

/** A mail in full, with the recipients that were let through. */
export interface Mail {
  readonly raw: Buffer;
  readonly calls: readonly RecipientCall[];
  /** The connection it came by. */
  readonly socket: Socket;
}

/** One reply counts for all recipients: that of the first who is to be answered specially. */
const decisiveOf = (calls: readonly RecipientCall[]): RecipientCall | undefined =>
  calls.find((call) => call.decision.answer !== 'accept') ?? calls[0];

/**
 * Answers a mail after its final dot; null when the connection ended without a reply. Rejects when
 * an accepted mail could not be written to the ledger.
 */
export const answerMail = async (intake: Intake, mail: Mail): Promise<SmtpReply | null> => {
  const { raw, calls, socket } = mail;
  const decision = decisiveOf(calls)?.decision ?? { answer: 'accept' };
  const reply = smtpReply(decision);
  const headers = parseMailHeaders(raw);
  const { status = null, code = null } = reply ?? {};
  const answer = { status, code, behaviour: decision.answer };
  const call = { provider: 'smtp', method: 'DATA', path: null, headers, body: raw, form: null };
  for (const { to } of calls) intake.note({ ...call, to, answer });

  if (decision.answer === 'hang') {
    await holdOpen(socket);
    return null;
  }
  await holdBack(decision);
  if (!isAccepting(decision.answer)) return reply;

  const arrival = { provider: 'smtp', channel: 'email', headers, raw, ids: idsInHeaders(headers) };
  const readContent = () => readMail(raw);
  const ids = await intake.accept(calls.map(({ to }) => ({ ...arrival, to, readContent })));
  if (reply === null) socket.destroy();
  return reply && { ...reply, text: `${reply.text}: queued as ${ids.join(' ')}` };
};
