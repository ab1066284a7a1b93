/** Counts what runs, so that a shutdown can wait for it, and a watchdog leaves it alone. */
export interface RunningJobs {
  run<T>(work: () => Promise<T>): Promise<T>;
  /** Milliseconds since the last of them ended, or since the opening; 0 while any runs. */
  idleMs(): number;
  /** Resolves when nothing runs. */
  idle(): Promise<void>;
}

export const runningJobs = (): RunningJobs => {
  let running = 0;
  let endedAtMs = performance.now();
  let waiters: (() => void)[] = [];
  return {
    run: async (work) => {
      running++;
      try {
        return await work();
      } finally {
        running--;
        endedAtMs = performance.now();
        if (running === 0) {
          for (const resolve of waiters) resolve();
          waiters = [];
        }
      }
    },
    idleMs: () => (running > 0 ? 0 : performance.now() - endedAtMs),
    idle: () =>
      running === 0 ? Promise.resolve() : new Promise((resolve) => waiters.push(resolve)),
  };
};
