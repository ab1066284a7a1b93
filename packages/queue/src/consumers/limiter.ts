import type { RateLimiterOptions } from 'bullmq';

/** Windows shorter than this lose too much of the rate to timers and round trips. */
const SHORTEST_MS = 25;

/**
 * BullMQ's limiter for a cap of jobs per second. Its window is fixed, so that `max: 10` in a second
 * lets ten jobs out at once; one job per 1000/rate ms is smooth. Above 40 a second a few jobs share
 * a window of 25 ms. Whole milliseconds, rounded up: the cap is never exceeded. Never set a queue's
 * global limit as well: BullMQ would mix the two.
 */
export const limiter = (perSecond: number): RateLimiterOptions => {
  const max = Math.max(1, Math.floor((perSecond * SHORTEST_MS) / 1_000));
  return { max, duration: Math.ceil((max * 1_000) / perSecond) };
};
