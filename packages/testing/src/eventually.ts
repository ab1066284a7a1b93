import { setTimeout as delay } from 'node:timers/promises';

export interface Patience {
  /** How long the condition may take, 10 s by default. */
  readonly timeoutMs?: number;
  /** The pause between two looks, 10 ms by default. */
  readonly everyMs?: number;
}

/**
 * Looks until a condition holds and resolves to what it returned. It does not hold while it throws
 * (a failed `expect` does) or returns `false`.
 * @throws Error with the last failure when the time is up.
 */
export const eventually = async <T>(
  condition: () => T | Promise<T>,
  { timeoutMs = 10_000, everyMs = 10 }: Patience = {},
): Promise<T> => {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    let failure: unknown = new Error('it is still false');
    try {
      const result = await condition();
      if (result !== false) return result;
    } catch (error) {
      failure = error;
    }
    if (performance.now() >= deadline) {
      const why = failure instanceof Error ? failure.message : String(failure);
      throw new Error(`did not come true within ${timeoutMs} ms: ${why}`, { cause: failure });
    }
    await delay(everyMs);
  }
};
