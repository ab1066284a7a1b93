import { setImmediate as turn } from 'node:timers/promises';

/** Runs pieces of work that may be long, so that whatever else the process does has its turns. */
export interface Pacer {
  /**
   * Runs a piece: at once while little has been run, else when the event loop has gone round for it
   * alone. Rejects with what the piece throws.
   */
  run<T>(piece: () => T): Promise<T>;
}

/**
 * Pieces together take at most `mostMs` (and the last of them) before others have a turn. Whoever comes
 * while some wait, waits behind them. Costs a look at the clock where nothing is long.
 */
export const createPacer = (
  mostMs: number,
  nowMs: () => number = () => performance.now(),
): Pacer => {
  let spentMs = 0;
  let waiting = 0;
  let last: Promise<void> = Promise.resolve();

  const wait = async (): Promise<void> => {
    waiting += 1;
    last = last.then(() => turn());
    await last;
    waiting -= 1;
    spentMs = 0;
  };

  return {
    run: async (piece) => {
      if (waiting > 0 || spentMs >= mostMs) await wait();
      const begun = nowMs();
      try {
        return piece();
      } finally {
        spentMs += nowMs() - begun;
      }
    },
  };
};
