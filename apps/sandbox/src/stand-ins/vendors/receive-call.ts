import type { Request, Response } from 'express';
import { isAccepting } from '../../answers/answer.ts';
import type { Decision } from '../../answers/decision.ts';
import { answerCall } from '../../http/answer-call.ts';
import { flatHeaders } from '../../http/flat-headers.ts';
import { httpReply, sendReply, type HttpReply } from '../../http/http-reply.ts';
import { readBody } from '../../http/read-body.ts';
import type { Intake } from '../../intake/open-intake.ts';
import type { CarillonIds } from '../../ledger/ledger-entry.ts';
import type { MessageContent } from '../../messages/stored-message.ts';

/** What a call to a vendor's API asks for, as far as the stand-in has to know. */
export interface VendorMessage {
  readonly channel: string;
  readonly to: string;
  readonly ids: CarillonIds;
  readonly content: MessageContent;
  /** The fields of a form, null when it was none. */
  readonly form: Readonly<Record<string, string>> | null;
}

/** How one vendor's API reads and answers. */
export interface Vendor {
  readonly provider: string;
  /** The message in a call; a reply where the vendor would refuse the call itself. */
  read(request: Request, body: Buffer): VendorMessage | HttpReply;
  reply(decision: Decision, request: Request, message: VendorMessage): HttpReply;
  /** Something that follows an acceptance, even one whose answer was cut off. */
  afterAccept?(request: Request, message: VendorMessage): void;
}

const TOO_LARGE: HttpReply = { status: 413, headers: { connection: 'close' }, body: '' };

/** Answers one call to a vendor's API and keeps what was accepted. */
export const receiveCall = async (
  intake: Intake,
  vendor: Vendor,
  request: Request,
  response: Response,
): Promise<void> => {
  const { provider } = vendor;
  const body = await readBody(request);
  if (body === null) return;
  const headers = flatHeaders(request.headers);
  const { method, originalUrl: path } = request;
  const seen = { provider, method, path, headers, body: body.bytes };
  const refuse = (reply: HttpReply, behaviour: string): void => {
    const answer = { status: reply.status, code: null, behaviour };
    intake.note({ ...seen, form: null, to: null, answer });
    sendReply(response, reply);
  };
  if (!body.whole) return refuse(TOO_LARGE, 'too_large');
  const message = vendor.read(request, body.bytes);
  if ('status' in message) return refuse(message, 'refused');

  const { channel, to, ids, form, content } = message;
  const decision = intake.decide(provider, to);
  const reply = httpReply(vendor.reply(decision, request, message), decision);
  const { answer: behaviour, code = null } = decision;
  const isSilent = behaviour === 'hang' || behaviour === 'accept_then_drop';
  const status = isSilent ? null : reply.status;
  intake.note({ ...seen, form, to, answer: { status, code, behaviour } });

  const arrival = { provider, channel, to, headers, raw: body.bytes, ids };
  const accept = async (): Promise<void> => {
    await intake.accept([{ ...arrival, readContent: () => Promise.resolve(content) }]);
    if (isAccepting(behaviour)) vendor.afterAccept?.(request, message);
  };
  return answerCall({ response, decision, reply, accept });
};
