import type { SystemClock } from './clock.ts';

/** Of so many round trips the shortest is believed: the others waited for something. */
const SAMPLES = 5;

interface Sample {
  readonly errorMs: number;
  /** Half of the round trip: the answer was read somewhere in it. */
  readonly uncertaintyMs: number;
}

/**
 * Measures how far the machine's clock is from the database's and corrects by it. The answer is
 * taken to have been read halfway through the round trip, so the error is at most half of that; a
 * difference within it may be none, and is left alone.
 * `readServerTime` must ask for `clock_timestamp()`: `now()` stands still within a transaction.
 * Resolves to the machine's offset in milliseconds; a process beyond 2,000 is not ready.
 */
export const syncClock = async (
  clock: SystemClock,
  readServerTime: () => Promise<Date>,
): Promise<number> => {
  let best: Sample = { errorMs: 0, uncertaintyMs: Infinity };
  for (let i = 0; i < SAMPLES; i += 1) {
    const sample = await measure(clock, readServerTime);
    if (sample.uncertaintyMs < best.uncertaintyMs) best = sample;
  }
  if (Math.abs(best.errorMs) > best.uncertaintyMs + 1) {
    clock.setOffsetMs(Math.round(clock.offsetMs + best.errorMs));
  }
  return clock.offsetMs;
};

const measure = async (
  clock: SystemClock,
  readServerTime: () => Promise<Date>,
): Promise<Sample> => {
  const begun = performance.now();
  const server = await readServerTime();
  const uncertaintyMs = (performance.now() - begun) / 2;
  return { errorMs: server.getTime() + uncertaintyMs - clock.nowMs(), uncertaintyMs };
};
