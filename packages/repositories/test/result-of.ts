import type { ClaimedDelivery, RecordedAttempt, RecordedResult } from '../src/index.ts';

const accepted: RecordedAttempt = {
  outcome: 'accepted',
  counted: true,
  number: 1,
  provider: 'smtp',
  code: null,
  message: null,
  response: '250 ok',
  accountId: null,
  providerMessageId: 'id-1',
  startedAt: new Date('2026-01-01T00:00:00Z'),
  durationMs: 12,
  fold: false,
};

/** The result of a claim: sent, unless told otherwise. */
export const resultOf = (
  claimed: Pick<ClaimedDelivery, 'id' | 'tenantId' | 'leaseToken'>,
  more: Partial<Omit<RecordedResult, 'attempt'>> & { attempt?: Partial<RecordedAttempt> } = {},
): RecordedResult => ({
  deliveryId: claimed.id,
  tenantId: claimed.tenantId,
  leaseToken: claimed.leaseToken,
  status: 'sent',
  delayMs: 0,
  keepsDispatch: false,
  code: null,
  rescued: false,
  suppress: null,
  item: null,
  ...more,
  attempt: { ...accepted, ...more.attempt },
});

/** The same for a call that failed and is tried again. */
export const retryOf = (
  claimed: Pick<ClaimedDelivery, 'id' | 'tenantId' | 'leaseToken'>,
  more: Partial<Omit<RecordedResult, 'attempt'>> = {},
): RecordedResult =>
  resultOf(claimed, {
    status: 'retrying',
    delayMs: 60_000,
    code: '451 4.3.0',
    attempt: { outcome: 'transient', code: '451 4.3.0', providerMessageId: null },
    ...more,
  });
