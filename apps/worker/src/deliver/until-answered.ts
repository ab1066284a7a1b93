import { setTimeout as delay } from 'node:timers/promises';

const FIRST_DELAY_MS = 100;
const MOST_DELAY_MS = 2_000;

/**
 * Repeats a call to PostgreSQL until it answers, with growing pauses of at most 2 s. Gives up with the
 * last error when `forMs` have passed; without it, only an answer or an abort ends it.
 */
export const untilAnswered = async <T>(
  call: () => Promise<T>,
  options: { forMs?: number; signal?: AbortSignal; onError?: (error: unknown) => void } = {},
): Promise<T> => {
  const givesUpAt = performance.now() + (options.forMs ?? Infinity);
  for (let pauseMs = FIRST_DELAY_MS; ; pauseMs = Math.min(pauseMs * 2, MOST_DELAY_MS)) {
    try {
      return await call();
    } catch (error) {
      options.onError?.(error);
      if (performance.now() + pauseMs > givesUpAt || options.signal?.aborted) throw error;
      await delay(pauseMs, undefined, options.signal ? { signal: options.signal } : {});
    }
  }
};
