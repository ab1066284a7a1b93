import type { Outcome } from './outcomes.ts';

/** When a circuit opens, and how it closes again (API.md, "Circuit"). */
export const CIRCUIT = {
  /** What is looked at, in ms. */
  windowMs: 60_000,
  /** Fewer calls than that say nothing. */
  leastCalls: 10,
  /** This share of failures opens it. */
  failureShare: 0.7,
  /** From opening to the first probe, and from one probe to the next, in ms. */
  probeAfterMs: 30_000,
} as const;

/** While it recovers an account is called at most at so many times its steady rate, … */
export const RECOVERY_FACTOR = 2;
/** … and never slower than this. */
export const LEAST_RECOVERY_PER_SECOND = 5;

/** What says that the other side is in trouble, rather than the message or its recipient. */
export const isTrouble = (outcome: Outcome): boolean =>
  outcome === 'transient' || outcome === 'ambiguous';

/** What shows that the other side is well, whatever it thinks of the message. */
export const isWell = (outcome: Outcome): boolean =>
  outcome === 'accepted' || outcome === 'permanent_recipient' || outcome === 'permanent_message';

/** Whether the calls of the last minute open a circuit. */
export const opensCircuit = ({ calls, troubles }: { calls: number; troubles: number }): boolean =>
  calls >= CIRCUIT.leastCalls && troubles >= calls * CIRCUIT.failureShare;

/** Calls a second at which what was held may come back, from the rate of new work before the trouble. */
export const recoveryRate = (steadyPerSecond: number): number =>
  Math.max(LEAST_RECOVERY_PER_SECOND, steadyPerSecond * RECOVERY_FACTOR);

/** Calls a second to try after a refusal for being too fast, from what was accepted before it. */
export const learnedRate = (acceptedPerSecond: number): number =>
  Math.max(1, acceptedPerSecond * 0.7);
