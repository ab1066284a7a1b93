import type { Outcome } from '@carillon/domain';
import type { SendResult } from './contract.ts';
import { TIMEOUT } from './network-failure.ts';
import { trimmed } from './trimmed.ts';

const plain = { retryAfterMs: null, providerMessageId: null } as const;

/** `mayBegin` refused: nothing was sent. */
export const notBegun: SendResult = {
  ...plain,
  outcome: 'transient',
  begun: false,
  code: null,
  message: null,
  response: null,
};

/** The provider took the message. */
export const accepted = (answer: {
  readonly response: string;
  readonly providerMessageId?: string | null;
}): SendResult => ({
  outcome: 'accepted',
  begun: true,
  code: null,
  message: null,
  response: trimmed(answer.response),
  providerMessageId: answer.providerMessageId ?? null,
  retryAfterMs: null,
});

/** What a failed call came to; `response` is foreign text and is trimmed here. */
export interface Failure {
  readonly outcome: Exclude<Outcome, 'accepted'>;
  readonly code: string;
  readonly hint: string;
  readonly response?: string;
  readonly retryAfterMs?: number | null;
  readonly isUnknownCode?: boolean;
  readonly isAddressOnly?: boolean;
  readonly suppressAddress?: boolean;
  readonly suppressDays?: number;
}

/** The call failed, or its outcome is unknown. */
export const failed = (failure: Failure): SendResult => ({
  ...plain,
  outcome: failure.outcome,
  begun: true,
  code: trimmed(failure.code),
  message: failure.hint,
  response: trimmed(failure.response ?? ''),
  retryAfterMs: failure.retryAfterMs ?? null,
  ...(failure.isUnknownCode ? { isUnknownCode: true } : {}),
  ...(failure.isAddressOnly ? { isAddressOnly: true } : {}),
  ...(failure.suppressAddress ? { suppressAddress: true } : {}),
  ...(failure.suppressDays === undefined ? {} : { suppressDays: failure.suppressDays }),
});

/** The deadline passed before anything was sent. */
export const tooLate: SendResult = failed({ ...TIMEOUT, outcome: 'transient' });
