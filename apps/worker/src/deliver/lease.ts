/** A lease lasts the provider's deadline and this, in which the result is written. */
export const LEASE_MARGIN_MS = 10_000;
/** What is left of a lease must still hold the whole call and the writing of its result. */
const RESULT_MARGIN_MS = 1_000;

/** A claim's lease as this process measures it, on a clock that never jumps. */
export interface Lease {
  /** True while a call that takes its full deadline would end within the lease. */
  readonly covers: (deadlineMs: number) => boolean;
}

/** Starts before the claim was asked for, so it can only end earlier than PostgreSQL's own. */
export const startLease = (
  leaseMs: number,
  nowMs: () => number = () => performance.now(),
): Lease => {
  const endsAt = nowMs() + leaseMs;
  return { covers: (deadlineMs) => nowMs() + deadlineMs + RESULT_MARGIN_MS <= endsAt };
};
