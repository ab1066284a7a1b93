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

/** A retry policy as a caller writes it: any part of the formula, or a list alone. */
export type RetryRequest =
  | { readonly [K in keyof ExponentialRetry]?: number | undefined }
  | ListedRetry;

/** What a caller may ask for (API.md, `retry`). Delays in milliseconds. */
export const RETRY_BOUNDS = {
  maxAttempts: { min: 1, max: 25 },
  baseMs: { min: 100, max: 86_400_000 },
  factor: { min: 1, max: 10 },
  capMs: { min: 1, max: 86_400_000 },
  delayMs: { min: 0, max: 86_400_000 },
} as const;

/** API.md: 5 attempts, 1 s doubling, at most 5 min. */
export const DEFAULT_RETRY: ExponentialRetry = {
  maxAttempts: 5,
  baseMs: 1_000,
  factor: 2,
  capMs: 300_000,
};

/** The policy of a request: what it leaves out comes from its channel's, a list replaces it whole. */
export const retryPolicyOf = (
  asked: RetryRequest | undefined,
  channelPolicy: RetryPolicy = DEFAULT_RETRY,
): RetryPolicy => {
  if (asked === undefined) return channelPolicy;
  if ('delaysMs' in asked) return asked;
  const base = 'delaysMs' in channelPolicy ? DEFAULT_RETRY : channelPolicy;
  return {
    maxAttempts: asked.maxAttempts ?? base.maxAttempts,
    baseMs: asked.baseMs ?? base.baseMs,
    factor: asked.factor ?? base.factor,
    capMs: asked.capMs ?? base.capMs,
  };
};

/** How many counted attempts a policy allows in all. */
export const maxAttemptsOf = (policy: RetryPolicy): number =>
  'delaysMs' in policy ? policy.delaysMs.length + 1 : policy.maxAttempts;
