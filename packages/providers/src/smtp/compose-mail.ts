import { domainToASCII } from 'node:url';
import type { SendMailOptions } from 'nodemailer';
import type { SendCall, SendRequest } from '../contract.ts';
import type { Handover } from './message-gate.ts';
import type { Mailbox } from './parse-mailbox.ts';
import { subjectOf } from './subject-of.ts';

/** nodemailer's message, with what our stream step needs to know about the send. */
export interface Mail extends SendMailOptions {
  readonly handover: Handover;
  readonly signal: AbortSignal;
}

const unsubscribeHeaders = (url: string): Record<string, string> => ({
  'List-Unsubscribe': `<${url}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
});

/** What all mails of an account have in common. */
export interface Sender {
  readonly from: Mailbox;
  /** Right side of `Message-ID`: below the sender's own domain, so that nobody else makes the id. */
  readonly idDomain: string;
}

export const senderOf = (from: Mailbox): Sender => ({
  from,
  idDomain: `carillon.${domainToASCII(from.address.slice(from.address.lastIndexOf('@') + 1))}`,
});

/**
 * The mail of one delivery: one recipient, and the same `Message-ID` and `Date` at every attempt,
 * so that mail programs can fold a repeat into the first (RFC 5321, 6.1 makes repeats possible).
 */
export const composeMail = (
  request: SendRequest,
  { sender, call, handover }: { sender: Sender; call: SendCall; handover: Handover },
): Mail => {
  const { parts, deliveryId, address, recipientName, unsubscribeUrl } = request;
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
    headers: {
      'X-Carillon-Notification': request.notificationId,
      'X-Carillon-Delivery': deliveryId,
      'X-Carillon-Attempt': request.attemptId,
      ...(unsubscribeUrl ? unsubscribeHeaders(unsubscribeUrl) : {}),
    },
    signal: call.signal,
    handover,
  };
};
