/** One pass: true to go on with the next at once, because there is more to do. */
export type Pass = (signal: AbortSignal) => Promise<boolean | void>;

/** Passes that run one after the other until they are stopped. */
export interface Repeating {
  /** Ends the pause; during a pass, the next one follows without a pause. */
  wake(): void;
  /** Milliseconds since the last pass ended, or since the first began. */
  idleMs(): number;
  /** Aborts the pass's signal and begins none any more; resolves when the one that runs has ended. */
  stop(): Promise<void>;
}

/**
 * Runs a pass, pauses, runs the next, and so on. Never two at once.
 *
 * @param pass must not reject: what a failure means is its own business.
 * @param pauseMs how long to pause, asked before each pause.
 */
export const runRepeatedly = (pass: Pass, pauseMs: () => number): Repeating => {
  const stopping = new AbortController();
  const { signal } = stopping;
  let woken = false;
  let endedAtMs = performance.now();
  let endPause = (): void => {};

  const pause = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, pauseMs());
      endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const loop = async (): Promise<void> => {
    while (!signal.aborted) {
      woken = false;
      const hasMore = await pass(signal);
      endedAtMs = performance.now();
      if (!signal.aborted && !woken && hasMore !== true) await pause();
    }
  };
  const running = loop();
  return {
    wake: () => {
      woken = true;
      endPause();
    },
    idleMs: () => performance.now() - endedAtMs,
    stop: () => {
      stopping.abort();
      endPause();
      return running;
    },
  };
};
