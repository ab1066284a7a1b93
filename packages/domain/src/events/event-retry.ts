import type { ListedRetry } from '../retry-policy.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * How an event that was not taken is tried again (API.md, "Events out"): ten attempts in a little over
 * three days, much as Standard Webhooks proposes.
 * Source: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export const EVENT_RETRY: ListedRetry = {
  delaysMs: [
    5 * SECOND,
    5 * MINUTE,
    30 * MINUTE,
    2 * HOUR,
    5 * HOUR,
    10 * HOUR,
    10 * HOUR,
    24 * HOUR,
    24 * HOUR,
  ],
};

/**
 * How an endpoint is treated that takes nothing: it is left alone between calls for as long as it has
 * failed, and given up at last. Milliseconds; `warnAfterMs` and `disableAfterMs` count from the first
 * failure to the last.
 */
export const ENDPOINT_PATIENCE = {
  /** However long it has failed; circuits let a call through as often (API.md, "Failover"). */
  longestPauseMs: 30 * SECOND,
  warnAfterMs: 4 * DAY,
  disableAfterMs: 5 * DAY,
  /** Failures further apart than this are two stories: longer than the longest delay, jitter included. */
  forgetAfterMs: 2 * DAY,
} as const;

/** How long a secret that was replaced still signs, in ms. */
export const SECRET_OVERLAP_MS = DAY;
