import { domainToASCII } from 'node:url';
import type { Mailbox } from './parse-mailbox.ts';

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
