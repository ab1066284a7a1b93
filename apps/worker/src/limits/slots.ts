/** How many sends of a channel this process has room for at once. */
export interface Slots {
  /**
   * Waits for room and takes as much of it as is wanted and worth a claim: at least one slot, at most
   * `wanted`. Resolves to how many; each is to be released once.
   */
  take(wanted: number): Promise<number>;
  release(count: number): void;
  readonly free: number;
}

interface Waiter {
  readonly wanted: number;
  readonly resolve: (count: number) => void;
}

/**
 * A counting semaphore that serves in order. With room for many, a waiter is not woken for a single
 * slot but for a quarter of all (or what it wants, if less), so that claims stay groups under load.
 */
export const createSlots = (capacity: number): Slots => {
  const worthwhile = Math.max(1, Math.floor(capacity / 4));
  const waiters: Waiter[] = [];
  let free = capacity;

  const serve = (): void => {
    for (let next = waiters[0]; next !== undefined; next = waiters[0]) {
      if (free < Math.min(next.wanted, worthwhile)) return;
      const count = Math.min(next.wanted, free);
      free -= count;
      waiters.shift();
      next.resolve(count);
    }
  };

  return {
    take: (wanted) =>
      new Promise((resolve) => {
        waiters.push({ wanted, resolve });
        serve();
      }),
    release: (count) => {
      free += count;
      serve();
    },
    get free() {
      return free;
    },
  };
};
