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

/** When an endpoint that takes nothing is given up. Milliseconds from the first failure to the last. */
export const ENDPOINT_PATIENCE = {
  warnAfterMs: 4 * DAY,
  disableAfterMs: 5 * DAY,
  /** Failures further apart than this are two stories: longer than the longest delay, jitter included. */
  forgetAfterMs: 2 * DAY,
} as const;

/** How long a secret that was replaced still signs, in ms. */
export const SECRET_OVERLAP_MS = DAY;
