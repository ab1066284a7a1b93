import { subjectOf } from '@carillon/domain';
import type { SendRequest } from '../contract.ts';
import { mailHeaders } from '../mail/mail-headers.ts';
import type { Sender } from '../mail/sender.ts';

/** Names of the custom arguments that come back with every event. */
export const ID_ARGUMENTS = {
  notification: 'carillon_notification',
  delivery: 'carillon_delivery',
  attempt: 'carillon_attempt',
} as const;

const named = (name: string, email: string) => (name === '' ? { email } : { email, name });

/** The body of `POST /v3/mail/send`: one recipient, and the same Message-ID at every attempt. */
export const composeMail = (request: SendRequest, { from, idDomain }: Sender) => {
  const { parts, address, recipientName, deliveryId } = request;
  return {
    personalizations: [
      {
        to: [named(recipientName ?? '', address)],
        custom_args: {
          [ID_ARGUMENTS.notification]: request.notificationId,
          [ID_ARGUMENTS.delivery]: deliveryId,
          [ID_ARGUMENTS.attempt]: request.attemptId,
        },
      },
    ],
    from: named(from.name, from.address),
    subject: subjectOf(parts),
    content: [
      { type: 'text/plain', value: parts.body },
      ...(parts.html === null ? [] : [{ type: 'text/html', value: parts.html }]),
    ],
    headers: { ...mailHeaders(request), 'Message-ID': `<${deliveryId}@${idDomain}>` },
    categories: [request.category.slice(0, 255)],
  };
};
