import { subjectOf } from '@carillon/domain';
import type { SendMailOptions } from 'nodemailer';
import type { SendCall, SendRequest } from '../contract.ts';
import type { Handover } from './message-gate.ts';
import { mailHeaders } from '../mail/mail-headers.ts';
import type { Sender } from '../mail/sender.ts';

/** nodemailer's message, with what our stream step needs to know about the send. */
export interface Mail extends SendMailOptions {
  readonly handover: Handover;
  readonly signal: AbortSignal;
}

/**
 * The mail of one delivery: one recipient, and the same `Message-ID` and `Date` at every attempt,
 * so that mail programs can fold a repeat into the first (RFC 5321, 6.1 makes repeats possible).
 */
export const composeMail = (
  request: SendRequest,
  { sender, call, handover }: { sender: Sender; call: SendCall; handover: Handover },
): Mail => {
  const { parts, deliveryId, address, recipientName } = request;
  const { from, idDomain } = sender;
  return {
    from,
    to: { name: recipientName ?? '', address },
    envelope: {
      from: { name: '', address: from.address },
      to: { name: '', address },
    } as unknown as NonNullable<SendMailOptions['envelope']>,
    subject: subjectOf(parts),
    text: parts.body,
    ...(parts.html === null ? {} : { html: parts.html }),
    messageId: `<${deliveryId}@${idDomain}>`,
    date: request.acceptedAt,
    headers: mailHeaders(request),
    signal: call.signal,
    handover,
  };
};
