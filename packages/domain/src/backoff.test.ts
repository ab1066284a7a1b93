import fc from 'fast-check';
import {
  backoffMs,
  clampRetryAfter,
  RETRY_AFTER_CEILING_MS,
  uncountedBackoffMs,
  withJitter,
} from './backoff.ts';
import { DEFAULT_RETRY } from './retry-policy.ts';

const table = (policy: Parameters<typeof backoffMs>[0], upTo: number): number[] =>
  Array.from({ length: upTo }, (_, i) => backoffMs(policy, i + 1));

/** Any formula within API.md's bounds. */
const exponential = fc.record({
  maxAttempts: fc.integer({ min: 1, max: 25 }),
  baseMs: fc.integer({ min: 100, max: 86_400_000 }),
  factor: fc.double({ min: 1, max: 10, noNaN: true }),
  capMs: fc.integer({ min: 1, max: 86_400_000 }),
});
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

test('the default doubles from one second', () => {
  expect(table(DEFAULT_RETRY, 5)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000]);
});

test('the default stops growing at five minutes', () => {
  expect(table(DEFAULT_RETRY, 11).slice(-3)).toEqual([256_000, 300_000, 300_000]);
});

test('one minute doubling caps at thirty', () => {
  const policy = { maxAttempts: 7, baseMs: 60_000, factor: 2, capMs: 1_800_000 };
  expect(table(policy, 7).map((ms) => ms / 60_000)).toEqual([1, 2, 4, 8, 16, 30, 30]);
});

test('a list is followed as it is and its last delay repeats', () => {
  expect(table({ delaysMs: [5_000, 30_000, 120_000] }, 4)).toEqual([
    5_000, 30_000, 120_000, 120_000,
  ]);
});

test('an empty list has no delay to give', () => {
  expect(backoffMs({ delaysMs: [] }, 1)).toBe(0);
});

test('backoff never shrinks and never passes its cap', () => {
  fc.assert(
    fc.property(exponential, fc.integer({ min: 1, max: 400 }), (policy, attempts) => {
      const now = backoffMs(policy, attempts);
      const later = backoffMs(policy, attempts + 1);
      expect(now).toBeGreaterThan(0);
      expect(later).toBeGreaterThanOrEqual(now);
      expect(later).toBeLessThanOrEqual(policy.capMs);
    }),
  );
});

test('uncounted calls wait 5 s doubling to 15 min', () => {
  expect([1, 2, 3, 8, 9, 5_000].map(uncountedBackoffMs)).toEqual([
    5_000, 10_000, 20_000, 640_000, 900_000, 900_000,
  ]);
});

test('jitter adds at most a tenth and takes nothing away', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1e9, noNaN: true }), random, (delayMs, r) => {
      const jittered = withJitter(delayMs, r);
      expect(Number.isInteger(jittered)).toBe(true);
      expect(jittered).toBeGreaterThanOrEqual(delayMs);
      expect(jittered).toBeLessThanOrEqual(Math.ceil(delayMs * 1.1));
    }),
  );
});

test.each([
  ['absent', null, 1_000, 1_000],
  ['no number', Number.NaN, 1_000, 1_000],
  ['negative', -5, 1_000, 1_000],
  ['shorter than our own', 10, 1_000, 1_000],
  ['longer than our own', 120_000, 1_000, 120_000],
  ['beyond a day', 999_999_999_000, 1_000, RETRY_AFTER_CEILING_MS],
  ['endless', Number.POSITIVE_INFINITY, 1_000, RETRY_AFTER_CEILING_MS],
  ['shorter than an own delay beyond a day', 1, 90_000_000, 90_000_000],
])('a Retry-After that is %s', (_, retryAfterMs, ownDelayMs, delayMs) => {
  expect(clampRetryAfter(retryAfterMs, ownDelayMs)).toBe(delayMs);
});
