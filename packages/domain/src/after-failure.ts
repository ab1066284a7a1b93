/** What the fan-out of a broadcast or the flush of a digest that fails is given, before it is given up. */
export const PATIENCE = {
  /** Pauses double from the first, in ms, … */
  firstPauseMs: 1_000,
  /** … up to this. */
  longestPauseMs: 15 * 60_000,
  /** It has to fail so often in a row, … */
  leastFailures: 20,
  /** … and for so long, in ms: a fault of ours is mended within a day. */
  leastMs: 24 * 3_600_000,
} as const;

/** How work has failed, the last time included. */
export interface Failing {
  /** In a row, at least 1. */
  readonly failures: number;
  /** Since the first of them. */
  readonly forMs: number;
}

/** When it is its turn again; or never. */
export type AfterFailure =
  | { readonly kind: 'again'; readonly pauseMs: number }
  | { readonly kind: 'give_up' };

/**
 * What becomes of work that fails and would fail again if it were tried at once: it steps aside for a
 * growing pause, so that what stands behind it goes on, and is given up when it has failed for a day.
 */
export const afterFailure = ({ failures, forMs }: Failing): AfterFailure => {
  if (failures >= PATIENCE.leastFailures && forMs >= PATIENCE.leastMs) return { kind: 'give_up' };
  const pauseMs = PATIENCE.firstPauseMs * 2 ** Math.min(failures - 1, 20);
  return { kind: 'again', pauseMs: Math.min(PATIENCE.longestPauseMs, pauseMs) };
};
