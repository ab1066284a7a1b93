import type { VendorMessage } from '../vendors/receive-call.ts';
import { objectIn, textOf } from '../vendors/json-reply.ts';

interface Body {
  personalizations?: { to?: { email?: unknown }[]; custom_args?: Record<string, unknown> }[];
  from?: { email?: unknown };
  subject?: unknown;
  content?: { type?: unknown; value?: unknown }[];
  headers?: Record<string, unknown>;
}

/** The first thing wrong with a request, as SendGrid says it. */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

const problemIn = ({ personalizations, from, content }: Body): FieldProblem | null => {
  if (!Array.isArray(personalizations) || personalizations.length === 0) {
    return { field: 'personalizations', message: 'The personalizations field is required.' };
  }
  if (textOf(personalizations[0]?.to?.[0]?.email) === null) {
    const message = 'The to array is required for all personalization objects.';
    return { field: 'personalizations.0.to', message };
  }
  if (textOf(from?.email) === null) {
    return { field: 'from.email', message: 'The from email does not contain a valid address.' };
  }
  if (!Array.isArray(content) || content.length === 0) {
    return { field: 'content', message: 'The content field is required.' };
  }
  return null;
};

/** The message in the body of `POST /v3/mail/send`, or what SendGrid would say is missing. */
export const readMailSend = (raw: Buffer): VendorMessage | FieldProblem => {
  const body = objectIn(raw) as Body;
  const problem = problemIn(body);
  if (problem !== null) return problem;
  const first = body.personalizations?.[0];
  const args = first?.custom_args ?? {};
  const partOf = (type: string): string | null =>
    textOf(body.content?.find((part) => part.type === type)?.value);
  return {
    channel: 'email',
    to: textOf(first?.to?.[0]?.email) ?? '',
    ids: {
      notificationId: textOf(args['carillon_notification']),
      deliveryId: textOf(args['carillon_delivery']),
      attemptId: textOf(args['carillon_attempt']),
    },
    content: {
      from: textOf(body.from?.email),
      subject: textOf(body.subject),
      text: partOf('text/plain'),
      html: partOf('text/html'),
    },
    form: null,
  };
};
