import { afterFailure } from './after-failure.ts';

const DAY_MS = 86_400_000;

test.each([
  [1, 1_000],
  [2, 2_000],
  [10, 512_000],
  [11, 900_000],
  [5_000, 900_000],
])('after %i failures in a row the pause is %i ms', (failures, pauseMs) => {
  expect(afterFailure({ failures, forMs: 0 })).toEqual({ kind: 'again', pauseMs });
});

test('it is given up when it has failed often, and for a day', () => {
  expect(afterFailure({ failures: 20, forMs: DAY_MS })).toEqual({ kind: 'give_up' });
  expect(afterFailure({ failures: 500, forMs: DAY_MS - 1 }).kind).toBe('again');
});

test('a failure before a long outage and one after it are no reason to give up', () => {
  expect(afterFailure({ failures: 2, forMs: 3 * DAY_MS }).kind).toBe('again');
});
