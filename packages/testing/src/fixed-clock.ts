import type { Clock } from '@carillon/runtime';

/** A clock that stands still until the test moves it. */
export interface FixedClock extends Clock {
  advance(ms: number): void;
}

/** A clock that shows `at`, by default an instant that every test may know by heart. */
export const fixedClock = (at: Date | string = '2030-01-01T12:00:00.000Z'): FixedClock => {
  let nowMs = new Date(at).getTime();
  return {
    now: () => new Date(nowMs),
    nowMs: () => nowMs,
    advance: (ms) => {
      nowMs += ms;
    },
  };
};
