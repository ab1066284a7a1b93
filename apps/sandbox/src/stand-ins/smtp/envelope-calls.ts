import { domainToASCII } from 'node:url';
import type { SMTPServerEnvelope, SMTPServerSession } from 'smtp-server';
import type { Decision } from '../../answers/decision.ts';

/** One recipient of a mail transaction and how it is answered. */
export interface RecipientCall {
  readonly to: string;
  readonly decision: Decision;
}

/** The recipients taken so far; a transaction's envelope is a new object each time. */
const callsOf = new WeakMap<SMTPServerEnvelope, Map<string, RecipientCall>>();

/** Remembers a recipient that was let through at RCPT for the end of the transaction. */
export const addCall = ({ envelope }: SMTPServerSession, call: RecipientCall): void => {
  const calls = callsOf.get(envelope) ?? new Map<string, RecipientCall>();
  calls.set(call.to.toLowerCase(), call);
  callsOf.set(envelope, calls);
};

/** The recipients of the session's current transaction. */
export const callsIn = ({ envelope }: SMTPServerSession): readonly RecipientCall[] => [
  ...(callsOf.get(envelope)?.values() ?? []),
];

/** smtp-server shows international domains in Unicode; clients send, and we keep, the ASCII form. */
export const asSent = (address: string): string => {
  const at = address.lastIndexOf('@');
  const ascii = domainToASCII(address.slice(at + 1));
  return /[^\0-\x7f]/.test(address.slice(at + 1)) && ascii !== ''
    ? address.slice(0, at + 1) + ascii
    : address;
};
