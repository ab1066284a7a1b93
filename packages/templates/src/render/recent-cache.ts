/** Keeps what was used lately, within a number of entries and a weight of them all. */
export interface RecentCache<V> {
  /** The value of a key, made and kept when there is none. What `make` throws is passed on. */
  readonly take: (key: string, make: () => { readonly value: V; readonly weight: number }) => V;
  readonly size: () => number;
}

/**
 * Two generations in place of a list in order of use: a hit is one look-up and moves nothing. When the
 * young one has half of all, it becomes the old one, and what nobody has asked for since is dropped.
 */
export const createRecentCache = <V>(limits: {
  readonly maxEntries: number;
  readonly maxWeight: number;
}): RecentCache<V> => {
  type Entry = { readonly value: V; readonly weight: number };
  let young = new Map<string, Entry>();
  let old = new Map<string, Entry>();
  let weight = 0;
  const keep = (key: string, entry: Entry): void => {
    const isFull = young.size + 1 > limits.maxEntries / 2;
    if (isFull || weight + entry.weight > limits.maxWeight / 2) {
      old = young;
      young = new Map();
      weight = 0;
    }
    young.set(key, entry);
    weight += entry.weight;
  };
  return {
    take: (key, make) => {
      const known = young.get(key);
      if (known !== undefined) return known.value;
      const entry = old.get(key) ?? make();
      old.delete(key);
      keep(key, entry);
      return entry.value;
    },
    size: () => young.size + old.size,
  };
};
