/** The limits of redriving dead letters by a filter. */
export const REDRIVE = {
  /** A delivery that was redriven so often is left out; one at a time it can still be. */
  mostTimes: 10,
  /** Under way at a time: redriven, and not yet come to an end. */
  mostUnderWay: 5_000,
  perSecond: { min: 1, default: 100, max: 5_000 },
} as const;

/** The part of a redrive that goes first and is watched. */
export const CANARY = {
  share: { min: 0.001, default: 0.01, max: 1 },
  maxFailureRate: { min: 0, default: 0.1, max: 1 },
  /** So long a failed call may be made good, in ms: the default retries take 15 to 17 s. */
  patienceMs: 20_000,
  /** After this a canary that has not come to an end counts as failed, in ms. */
  watchMs: 600_000,
  /** So many are under way at most for each that ended well: 1, 3, 9 … 100 %. */
  growth: 2,
} as const;
