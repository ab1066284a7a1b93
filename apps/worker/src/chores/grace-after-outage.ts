const GRACE_MS = 10_000;

/**
 * Holds back who takes work from workers that are gone: after an outage of PostgreSQL the workers' own
 * results come first. `ask` is whatever PostgreSQL is asked in each pass; the answer says with `isOver`
 * whether it has answered for long enough again.
 */
export const graceAfterOutage = () => {
  let isAway = false;
  let backAt = -Infinity;
  return async <T>(ask: () => Promise<T>): Promise<{ answer: T; isOver: boolean }> => {
    const answer = await ask().catch((error: unknown) => {
      isAway = true;
      throw error;
    });
    if (isAway) backAt = performance.now();
    isAway = false;
    return { answer, isOver: performance.now() - backAt >= GRACE_MS };
  };
};
