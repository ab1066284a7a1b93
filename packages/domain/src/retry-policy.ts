/** Backoff by formula: delay before call n + 1 = min(cap, base × factor^(n − 1)), plus jitter. */
export interface ExponentialRetry {
  readonly maxAttempts: number;
  readonly baseMs: number;
  readonly factor: number;
  readonly capMs: number;
}

/** Backoff by list: n delays give n + 1 attempts. */
export interface ListedRetry {
  readonly delaysMs: readonly number[];
}

export type RetryPolicy = ExponentialRetry | ListedRetry;

/** API.md: 5 attempts, 1 s doubling, at most 5 min. */
export const DEFAULT_RETRY: ExponentialRetry = {
  maxAttempts: 5,
  baseMs: 1_000,
  factor: 2,
  capMs: 300_000,
};

/** How many counted attempts a policy allows in all. */
export const maxAttemptsOf = (policy: RetryPolicy): number =>
  'delaysMs' in policy ? policy.delaysMs.length + 1 : policy.maxAttempts;
