/** The newest items of a stream, within bounds. */
export interface Newest<T> {
  /** Adds an item that holds about this many bytes; the oldest leave when a bound is passed. */
  add(item: T, bytes: number): void;
  newestFirst(): Iterable<T>;
  clear(): void;
  /** How many are kept. */
  readonly size: number;
  /** How many were ever added: a reader that knows its own number knows how many are new. */
  readonly added: number;
  /** How often it was cleared. */
  readonly clearings: number;
}

export interface NewestBounds {
  readonly maxItems: number;
  readonly maxBytes: number;
}

interface Slot<T> {
  readonly item: T;
  readonly bytes: number;
}

const COMPACT_FROM = 1024;

/** Adding costs constant time: the head of the array moves, and is cut off now and then. */
export const keepNewest = <T>({ maxItems, maxBytes }: NewestBounds): Newest<T> => {
  let slots: (Slot<T> | undefined)[] = [];
  let head = 0;
  let bytesKept = 0;
  let added = 0;
  let clearings = 0;

  const dropOldest = (): void => {
    bytesKept -= slots[head]?.bytes ?? 0;
    slots[head] = undefined;
    head += 1;
    if (head >= COMPACT_FROM && head * 2 >= slots.length) {
      slots = slots.slice(head);
      head = 0;
    }
  };

  return {
    add: (item, bytes) => {
      slots.push({ item, bytes });
      bytesKept += bytes;
      added += 1;
      while (slots.length - head > maxItems || (bytesKept > maxBytes && slots.length - head > 1)) {
        dropOldest();
      }
    },
    *newestFirst() {
      const seen = slots; // compaction and clearing replace the array, never what a reader walks
      for (let at = seen.length - 1; at >= 0; at -= 1) {
        const slot = seen[at];
        if (slot === undefined) return;
        yield slot.item;
      }
    },
    clear: () => {
      slots = [];
      head = 0;
      bytesKept = 0;
      clearings += 1;
    },
    get size() {
      return slots.length - head;
    },
    get added() {
      return added;
    },
    get clearings() {
      return clearings;
    },
  };
};
