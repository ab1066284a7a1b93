import type { SystemClock } from './clock.ts';

/**
 * Measures how far the machine's clock is from the database's and corrects by it. The answer is
 * taken to have been read halfway through the round trip, so the error is at most half of that.
 * `readServerTime` must ask for `clock_timestamp()`: `now()` stands still within a transaction.
 * Resolves to the machine's offset in milliseconds; a process beyond 2,000 is not ready.
 */
export const syncClock = async (
  clock: SystemClock,
  readServerTime: () => Promise<Date>,
): Promise<number> => {
  const begun = performance.now();
  const server = await readServerTime();
  const halfTripMs = (performance.now() - begun) / 2;
  const error = server.getTime() + halfTripMs - clock.nowMs();
  clock.setOffsetMs(Math.round(clock.offsetMs + error));
  return clock.offsetMs;
};
