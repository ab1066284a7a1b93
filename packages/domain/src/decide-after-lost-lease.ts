import type { Channel } from './channels.ts';
import { decideNext } from './decide-next.ts';
import type { DeliveryMode } from './delivery-mode.ts';
import type { RetryPolicy } from './retry-policy.ts';

/** A delivery lost this often is sent alone, so that a crash shows whose it was (DESIGN.md, 4). */
export const SUSPECT_AFTER_CRASHES = 2;
/** Lost this often, the last time while it was sent alone, it is poison (RELIABILITY.md, F16). */
export const POISON_AFTER_CRASHES = 3;

/**
 * Least wait before a call whose outcome is unknown is repeated: these channels have no idempotency
 * key, but a callback shows within this time that the message was accepted (RELIABILITY.md, 3.3).
 */
export const AMBIGUOUS_MIN_DELAY_MS: Readonly<Partial<Record<Channel, number>>> = {
  sms: 60_000,
  whatsapp: 60_000,
};

/** A delivery whose lease ran out in `sending`: its worker died, froze or lost PostgreSQL. */
export interface LostLease {
  readonly channel: Channel;
  readonly deliveryMode: DeliveryMode;
  /** Counted attempts including the lost one, as the claim wrote it. */
  readonly attempts: number;
  /** Leases lost before this one. */
  readonly crashes: number;
  /** True when it was sent alone, from the `suspect` queue. */
  readonly suspect: boolean;
  readonly retry: RetryPolicy;
  /** A random number in [0, 1). */
  readonly random: number;
}

/**
 * What becomes of it. The attempt row is `ambiguous`, `worker_lost` in every case but `queued`, which
 * has none: there the attempt is given back. `suspect`: the next send is alone.
 */
export type AfterLostLease = { readonly crashes: number; readonly suspect: boolean } & (
  | { readonly status: 'queued' }
  | { readonly status: 'retrying'; readonly delayMs: number; readonly code: 'worker_lost' }
  | { readonly status: 'failed'; readonly code: 'poison' | 'outcome_unknown' | 'worker_lost' }
);

/**
 * Decides the state after a lost lease. Poison ends it in every mode. in_app has no unknown outcome
 * (item and state are one transaction), so it goes back uncounted; elsewhere the call is an
 * `ambiguous` one: repeated, or failed where the mode or the budget forbids it.
 */
export const decideAfterLostLease = (lost: LostLease): AfterLostLease => {
  const crashes = lost.crashes + 1;
  const after = { crashes, suspect: crashes >= SUSPECT_AFTER_CRASHES };
  if (lost.suspect && crashes >= POISON_AFTER_CRASHES) {
    return { ...after, status: 'failed', code: 'poison' };
  }
  if (lost.channel === 'in_app') return { ...after, status: 'queued' };
  const next = decideNext({
    outcome: 'ambiguous',
    delivered: false,
    attempts: lost.attempts,
    uncountedStreak: 0,
    retry: lost.retry,
    deliveryMode: lost.deliveryMode,
    retryAfterMs: null,
    minDelayMs: AMBIGUOUS_MIN_DELAY_MS[lost.channel] ?? 0,
    random: lost.random,
  });
  if (next.status === 'retrying') {
    return { ...after, status: 'retrying', delayMs: next.delayMs, code: 'worker_lost' };
  }
  const unknown = next.status === 'failed' && next.reason === 'outcome_unknown';
  return { ...after, status: 'failed', code: unknown ? 'outcome_unknown' : 'worker_lost' };
};
