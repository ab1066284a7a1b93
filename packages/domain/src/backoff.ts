import type { RetryPolicy } from './retry-policy.ts';

/** A Retry-After is never believed beyond this (PROVIDER-ERRORS.md). */
export const RETRY_AFTER_CEILING_MS = 24 * 3_600_000;

const UNCOUNTED_BASE_MS = 5_000;
const UNCOUNTED_CAP_MS = 15 * 60_000;

/**
 * Adds 0–10 % and rounds up to whole milliseconds: jitter spreads retries out and never brings one
 * forward. `random` is in [0, 1).
 */
export const withJitter = (delayMs: number, random: number): number =>
  Math.ceil(delayMs * (1 + random * 0.1));

/** Milliseconds before the next call after `attempts` counted ones (≥ 1), without jitter. */
export const backoffMs = (policy: RetryPolicy, attempts: number): number => {
  if ('delaysMs' in policy) return policy.delaysMs[attempts - 1] ?? policy.delaysMs.at(-1) ?? 0;
  return Math.min(policy.capMs, policy.baseMs * policy.factor ** (attempts - 1));
};

/** Milliseconds before the next call after `streak` (≥ 1) calls in a row that did not count. */
export const uncountedBackoffMs = (streak: number): number =>
  Math.min(UNCOUNTED_CAP_MS, UNCOUNTED_BASE_MS * 2 ** Math.min(streak - 1, 20));

/** A provider's Retry-After, held between our own delay and 24 h; one that is no number is none. */
export const clampRetryAfter = (retryAfterMs: number | null, ownDelayMs: number): number =>
  retryAfterMs === null || Number.isNaN(retryAfterMs)
    ? ownDelayMs
    : Math.min(Math.max(retryAfterMs, ownDelayMs), Math.max(RETRY_AFTER_CEILING_MS, ownDelayMs));
