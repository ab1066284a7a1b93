const MAX_KEYS = 10_000;

/** Counts calls by key. */
export interface CallCounter {
  /** How many calls there have been with this one. */
  count(key: string): number;
  reset(): void;
}

/** A counter that forgets the key that began longest ago when there are too many. */
export const countCalls = (maxKeys = MAX_KEYS): CallCounter => {
  const counts = new Map<string, number>();
  return {
    count: (key) => {
      const n = (counts.get(key) ?? 0) + 1;
      counts.set(key, n);
      const [oldest] = counts.keys();
      if (counts.size > maxKeys && oldest !== undefined) counts.delete(oldest);
      return n;
    },
    reset: () => counts.clear(),
  };
};
