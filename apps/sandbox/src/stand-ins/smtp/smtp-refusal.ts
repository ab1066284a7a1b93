import type { SmtpReply } from './smtp-reply.ts';

/** The form in which smtp-server takes a negative reply from a handler. */
export class SmtpRefusal extends Error {
  readonly responseCode: number;

  constructor({ status, code, text }: Pick<SmtpReply, 'status' | 'code' | 'text'>) {
    super(`${code} ${text}`);
    this.name = 'SmtpRefusal';
    this.responseCode = status;
  }
}
