import type { Worker } from 'bullmq';

const MOST_PER_SECOND = 200;
const REST_MS = 1_000;

/**
 * Lets a worker rest for a second when it meets more than 200 errors within one. Where Redis answers
 * every look for work with an error (out of memory, read only, disk full), BullMQ's loop asks again
 * at once, some 1,500 times a second.
 */
export const brakeOnErrors = (worker: Worker): { release(): void } => {
  let errors = 0;
  let sinceMs = performance.now();
  let rest: NodeJS.Timeout | undefined;

  worker.on('error', () => {
    const nowMs = performance.now();
    if (nowMs - sinceMs > 1_000) {
      sinceMs = nowMs;
      errors = 0;
    }
    errors += 1;
    if (errors <= MOST_PER_SECOND || rest !== undefined) return;
    void worker.pause(true);
    rest = setTimeout(() => {
      rest = undefined;
      void worker.resume();
    }, REST_MS);
  });

  return { release: () => clearTimeout(rest) };
};
