import type { Response } from 'express';
import { isAccepting } from '../answers/answer.ts';
import type { Decision } from '../answers/decision.ts';
import { holdBack } from '../answers/hold-back.ts';
import { holdOpen } from '../answers/hold-open.ts';
import { sendReply, type HttpReply } from './http-reply.ts';

/** A call over HTTP that has been read in full. */
export interface HttpCall {
  readonly response: Response;
  readonly decision: Decision;
  /** What is sent, where the answer is one that sends something. */
  readonly reply: HttpReply;
  /** Puts the message into ledger and mailbox. */
  readonly accept: () => Promise<unknown>;
}

/** Answers a call in the way all HTTP stand-ins share: late, with a reply, or without any. */
export const answerCall = async ({
  response,
  decision,
  reply,
  accept,
}: HttpCall): Promise<void> => {
  const { socket } = response;
  if (socket === null) return; // the client has gone
  if (decision.answer === 'hang') return holdOpen(socket);
  await holdBack(decision);
  if (isAccepting(decision.answer)) await accept();
  if (decision.answer === 'accept_then_drop') socket.destroy();
  else sendReply(response, reply);
};
