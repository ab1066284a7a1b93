import { setTimeout as delay } from 'node:timers/promises';

/** One way to ask a process to end, and how long to wait for it before the next. */
export interface StopStep {
  readonly signal: NodeJS.Signals;
  readonly waitMs: number;
}

/** Sends a signal; false when there is no such process (any more). */
const send = (pid: number, signal: NodeJS.Signals | 0): boolean => {
  try {
    process.kill(pid, signal);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
};

/** Resolves with true when `gone` does, with false after `waitMs`. */
const within = async (waitMs: number, gone: Promise<unknown>): Promise<boolean> => {
  const clock = new AbortController();
  const timeout = delay(waitMs, false, { signal: clock.signal }).catch(() => false);
  const ended = await Promise.race([gone.then(() => true), timeout]);
  clock.abort();
  return ended;
};

/**
 * Ends a process by rising force: each step's signal, until `gone` resolves.
 * @throws Error when the last step has not ended it either.
 */
export const stopProcess = async (
  pid: number,
  steps: readonly StopStep[],
  gone: Promise<unknown>,
): Promise<void> => {
  for (const { signal, waitMs } of steps) {
    if (!send(pid, signal)) return;
    if (await within(waitMs, gone)) return;
  }
  throw new Error(`process ${pid} did not end, not even by ${steps.at(-1)?.signal}`);
};
