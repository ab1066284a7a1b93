/** How many a budget gives: `perSecond` in the long run, `burst` at once. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/**
 * What this process knows of one token bucket that all processes share: what Redis last said, less what
 * was spent here since. All times are monotonic milliseconds.
 */
export interface Budget extends Rate {
  /** Its name in Redis and, the part before the colon, in `RateLimit`. */
  readonly key: string;
  /** When the bucket will be whole again, if nothing more is spent. */
  wholeAtMs: number;
  /** Spent here and not told yet; below 0 what is given back. */
  untold: number;
  /** Told, and not confirmed yet. */
  telling: number;
}

export const newBudget = (key: string, { perSecond, burst }: Rate): Budget => ({
  key,
  perSecond,
  burst,
  wholeAtMs: 0,
  untold: 0,
  telling: 0,
});

const intervalMs = ({ perSecond }: Budget): number => 1_000 / perSecond;

/** How many could be spent now, as far as this process knows; a fraction counts. */
export const roomIn = (budget: Budget, nowMs: number): number =>
  budget.burst - Math.max(0, budget.wholeAtMs - nowMs) / intervalMs(budget);

/** What rounding takes from a token must not cost one. */
const ROUNDING = 0.001;

/** Whether this much could be spent now, as far as this process knows. */
export const has = (budget: Budget, price: number, nowMs: number): boolean =>
  roomIn(budget, nowMs) + ROUNDING >= price;

/** What more than the bucket holds costs all of it: it could never be paid otherwise. */
export const priceIn = (budget: Budget, cost: number): number => Math.min(cost, budget.burst);

/** Spends, or with a negative number gives back. */
export const spendFrom = (budget: Budget, count: number, nowMs: number): void => {
  budget.wholeAtMs = Math.max(nowMs, budget.wholeAtMs) + count * intervalMs(budget);
  budget.untold += count;
};

/** Takes over what Redis said, with what was spent here while it was asked. */
export const hearOf = (budget: Budget, missingMs: number, nowMs: number): void => {
  budget.wholeAtMs = nowMs + missingMs + budget.untold * intervalMs(budget);
  budget.telling = 0;
};

/** How long until this much could be spent, in seconds. */
export const secondsUntil = (budget: Budget, price: number, nowMs: number): number =>
  Math.max(0, price - roomIn(budget, nowMs)) / budget.perSecond;
