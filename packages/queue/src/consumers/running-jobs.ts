/** Counts what runs, so that a shutdown can wait for it. */
export interface RunningJobs {
  run<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when nothing runs. */
  idle(): Promise<void>;
}

export const runningJobs = (): RunningJobs => {
  let running = 0;
  let waiters: (() => void)[] = [];
  return {
    run: async (work) => {
      running++;
      try {
        return await work();
      } finally {
        running--;
        if (running === 0) {
          for (const resolve of waiters) resolve();
          waiters = [];
        }
      }
    },
    idle: () =>
      running === 0 ? Promise.resolve() : new Promise((resolve) => waiters.push(resolve)),
  };
};
