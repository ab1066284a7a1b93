/** Keeps what was used last: at most so many entries, and at most so much weight of all of them. */
export interface LruCache<V> {
  /** The value of a key, made and kept when there is none. What `make` throws is passed on. */
  readonly take: (key: string, make: () => { value: V; weight: number }) => V;
  readonly size: () => number;
}

export const createLruCache = <V>(limits: {
  readonly maxEntries: number;
  readonly maxWeight: number;
}): LruCache<V> => {
  // A Map keeps the order of insertion: the first key is the one that was not used for longest.
  const entries = new Map<string, { value: V; weight: number }>();
  let weight = 0;
  const drop = (key: string): void => {
    weight -= entries.get(key)?.weight ?? 0;
    entries.delete(key);
  };
  const shrink = (): void => {
    for (const oldest of entries.keys()) {
      if (entries.size <= limits.maxEntries && weight <= limits.maxWeight) return;
      drop(oldest);
    }
  };
  return {
    take: (key, make) => {
      const known = entries.get(key);
      if (known !== undefined) {
        entries.delete(key);
        entries.set(key, known);
        return known.value;
      }
      const made = make();
      entries.set(key, made);
      weight += made.weight;
      shrink();
      return made.value;
    },
    size: () => entries.size,
  };
};
