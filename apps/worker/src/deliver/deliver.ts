import type { ClaimedDelivery, GivenBack, RecordedResult } from '@carillon/repositories';
import type { Channel } from '@carillon/domain';
import type { SendCall } from '@carillon/providers';
import type { ProviderAccount } from '../accounts/provider-accounts.ts';
import { decide } from './decide.ts';
import type { Lease } from './lease.ts';
import { send } from './send.ts';
import type { DeliverDeps } from './deliver-deps.ts';

/** How a claimed delivery ended: with a result to record, or unsent and to be given back. */
export type Delivered =
  | { readonly kind: 'result'; readonly result: RecordedResult }
  | { readonly kind: 'back'; readonly back: GivenBack };

/** What the deliveries of one claim share. */
export interface Claim {
  readonly lease: Lease;
  /** Aborts when the account's deadline has passed. */
  readonly deadline: AbortSignal;
  /** Aborts when the job's lock is lost or the process stops: no send begins after that. */
  readonly stop: AbortSignal;
  readonly alone: boolean;
}

/** Sends one claimed delivery and decides what follows. Writes nothing. */
export const deliver = async (
  deps: DeliverDeps,
  claimed: ClaimedDelivery,
  account: ProviderAccount | undefined,
  claim: Claim,
): Promise<Delivered> => {
  const { clock, metrics } = deps;
  const deadlineMs = account?.deadlineMs ?? 0;
  const startedAt = clock.now();
  const begun = performance.now();
  const call: SendCall = {
    signal: claim.deadline,
    deadlineMs,
    mayBegin: () =>
      !claim.stop.aborted &&
      claim.lease.covers(deadlineMs) &&
      claimed.expiresAt.getTime() > clock.nowMs(),
  };
  const result = await send(account, claimed, call);
  if (!result.begun) return { kind: 'back', back: unsent(claimed) };

  const durationMs = performance.now() - begun;
  const provider = account?.provider ?? 'none';
  observe(metrics, { channel: claimed.channel, provider, outcome: result.outcome, durationMs });
  const report = {
    result,
    provider,
    startedAt,
    durationMs,
    alone: claim.alone,
    random: deps.random(),
  };
  return { kind: 'result', result: decide(claimed, report) };
};

const unsent = (claimed: ClaimedDelivery): GivenBack => ({
  deliveryId: claimed.id,
  leaseToken: claimed.leaseToken,
  delayMs: 0,
  rescued: false,
});

const observe = (
  metrics: DeliverDeps['metrics'],
  call: { channel: Channel; provider: string; outcome: string; durationMs: number },
): void => {
  const { channel, provider, outcome } = call;
  metrics.attempts.inc({ channel, provider, outcome });
  metrics.providerSeconds.observe({ channel, provider }, call.durationMs / 1_000);
  if (outcome === 'ambiguous') metrics.outcomeUnknown.inc();
};
