import { backoffMs, clampRetryAfter, uncountedBackoffMs, withJitter } from './backoff.ts';
import type { DeliveryMode } from './delivery-mode.ts';
import { OUTCOME_RULES, type Outcome } from './outcomes.ts';
import { maxAttemptsOf, type RetryPolicy } from './retry-policy.ts';

/** What is known about a delivery when a provider call of it has ended. */
export interface CallEnded {
  readonly outcome: Outcome;
  /** Whether the call uses up an attempt; left out, its outcome's rule says so. */
  readonly counted?: boolean;
  /** True when acceptance is already the delivery itself (in_app). */
  readonly delivered: boolean;
  /** Counted attempts including this call, as the claim wrote it. */
  readonly attempts: number;
  /** Calls in a row before this one that did not count. */
  readonly uncountedStreak: number;
  readonly retry: RetryPolicy;
  readonly deliveryMode: DeliveryMode;
  readonly retryAfterMs: number | null;
  /** The least delay before any repeat, counted or not (Twilio after an ambiguous call: 60 s). */
  readonly minDelayMs?: number;
  /** A random number in [0, 1), handed in so that the rule stays pure. */
  readonly random: number;
}

/** What follows. `delayMs` counts from now; `giveBack` means that the attempt did not count. */
export type Next =
  | { readonly status: 'sent' | 'delivered' }
  | { readonly status: 'retrying'; readonly delayMs: number; readonly giveBack: boolean }
  | { readonly status: 'failed'; readonly reason: 'permanent' | 'exhausted' | 'outcome_unknown' };

/** How much of the usual jitter is added to a time that the provider has named. */
const NAMED_TIME_JITTER = 0.3;

/** Decides the state after one provider call, by the outcome table of DESIGN.md, 4. */
export const decideNext = (call: CallEnded): Next => {
  const rule = OUTCOME_RULES[call.outcome];
  if (call.outcome === 'accepted') return { status: call.delivered ? 'delivered' : 'sent' };
  if (rule.retry === 'never') return { status: 'failed', reason: 'permanent' };
  if (rule.retry === 'by_mode' && call.deliveryMode === 'at_most_once') {
    return { status: 'failed', reason: 'outcome_unknown' };
  }
  const counted = call.counted ?? rule.counted;
  if (counted && call.attempts >= maxAttemptsOf(call.retry)) {
    return { status: 'failed', reason: 'exhausted' };
  }
  return { status: 'retrying', delayMs: retryDelayMs(call, counted), giveBack: !counted };
};

/**
 * A time that the provider names is never undercut. A call that did not count waits for that time and
 * no longer: our own steps are for a provider that names none.
 */
const retryDelayMs = (call: CallEnded, counted: boolean): number => {
  const named = (call.retryAfterMs ?? 0) > 0;
  const least = call.minDelayMs ?? 0;
  if (named && !counted) return withNamedJitter(clampRetryAfter(call.retryAfterMs, least), call);
  const backoff = counted
    ? backoffMs(call.retry, call.attempts)
    : uncountedBackoffMs(call.uncountedStreak + 1);
  const own = Math.max(backoff, least);
  const wanted = clampRetryAfter(call.retryAfterMs, own);
  return wanted > own ? withNamedJitter(wanted, call) : withJitter(own, call.random);
};

/** Who names a time means that time: a smaller jitter leaves room for what else takes time. */
const withNamedJitter = (delayMs: number, { random }: CallEnded): number =>
  withJitter(delayMs, random * NAMED_TIME_JITTER);
