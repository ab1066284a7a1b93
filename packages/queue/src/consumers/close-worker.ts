import type { Worker } from 'bullmq';

/** How long BullMQ has to leave its connections once nothing runs. */
const LEAVE_MS = 2_000;

interface Closing {
  readonly worker: Worker;
  /** Resolves when no job runs. */
  readonly idle: () => Promise<void>;
  readonly redisIsUp: () => boolean;
  readonly graceMs: number;
  /** How long aborted jobs have to come to an end. */
  readonly abortedMs: number;
}

/**
 * Takes no more jobs, lets those running end within `graceMs`, then aborts their signals, then leaves
 * them. BullMQ's own `close()` waits without a limit, and for ever while Redis is away.
 */
export const closeWorker = async (closing: Closing): Promise<void> => {
  const { worker, idle, graceMs, abortedMs, redisIsUp } = closing;
  await worker.pause(true);
  let ended = await settles(idle(), graceMs);
  if (!ended) {
    worker.cancelAllJobs('shutdown');
    ended = await settles(idle(), abortedMs);
  }
  await settles(worker.close(!ended || !redisIsUp()), LEAVE_MS);
};

const settles = async (promise: Promise<unknown>, ms: number): Promise<boolean> => {
  const { promise: late, resolve } = Promise.withResolvers<false>();
  const timer = setTimeout(resolve, ms, false);
  const settled = promise.then(
    () => true,
    () => true,
  );
  try {
    return await Promise.race([settled, late]);
  } finally {
    clearTimeout(timer);
  }
};
