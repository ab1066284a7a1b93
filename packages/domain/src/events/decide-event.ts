import { decideNext } from '../decide-next.ts';
import type { Outcome } from '../outcomes.ts';
import { EVENT_RETRY } from './event-retry.ts';

/** What is known about an event's delivery when a call of its endpoint has ended. */
export interface EventCallEnded {
  readonly outcome: Outcome;
  /** Calls so far, this one included. */
  readonly attempts: number;
  readonly retryAfterMs: number | null;
  /** A random number in [0, 1). */
  readonly random: number;
}

/** What follows; `delayMs` counts from now, `isGone` says that the endpoint wants nothing any more. */
export type EventNext =
  | { readonly status: 'delivered' }
  | { readonly status: 'retrying'; readonly delayMs: number }
  | { readonly status: 'failed'; readonly isGone: boolean };

/**
 * Decides after one call. Only 410 is final, and for the whole endpoint: its owner is our customer, who
 * mends what refuses us, so that every other failure runs through the plan, whatever it says of the
 * event. Every call counts, and a longer Retry-After is obeyed up to 24 h.
 */
export const decideEvent = ({ outcome, ...call }: EventCallEnded): EventNext => {
  if (outcome === 'permanent_recipient') return { status: 'failed', isGone: true };
  const next = decideNext({
    ...call,
    outcome: outcome === 'accepted' ? 'accepted' : 'transient',
    counted: true,
    delivered: true,
    uncountedStreak: 0,
    retry: EVENT_RETRY,
    deliveryMode: 'at_least_once',
  });
  if (next.status === 'retrying') return { status: 'retrying', delayMs: next.delayMs };
  return next.status === 'failed' ? { status: 'failed', isGone: false } : { status: 'delivered' };
};
