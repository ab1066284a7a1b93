import { DelayedError, type Job } from 'bullmq';

import type { JobData } from '../dispatch-job.ts';
import type { DispatchQueue } from '../queue-names.ts';
import type { JobEnd, ProcessJob } from './job-end.ts';
import { RetryLater } from './retry-later.ts';

/** After a bug: soon enough to be seen again, seldom enough not to spin. */
const BUG_DELAY_MS = 5_000;

interface Run {
  readonly job: Job<JobData>;
  readonly token: string | undefined;
  readonly signal: AbortSignal;
  readonly queue: DispatchQueue;
  readonly process: ProcessJob;
  /** Told of a process function that threw. */
  readonly onBug: (error: unknown, dispatchId: string) => void;
}

/** Runs the process function and says its end in BullMQ's words. */
export const runJob = async (run: Run): Promise<void> => {
  const { job, token } = run;
  const begunMs = performance.now();
  const end = await endOf(run);
  if (end.end === 'done') return;
  if (end.end === 'retry') throw new RetryLater(end.delayMs);
  // BullMQ wants a time of its own clock: what it read when it took the job, and since then.
  const nowMs = (job.processedOn ?? job.timestamp) + (performance.now() - begunMs);
  await job.moveToDelayed(Math.ceil(nowMs + end.delayMs), token);
  throw new DelayedError();
};

const endOf = async ({ job, signal, queue, process, onBug }: Run): Promise<JobEnd> => {
  try {
    // A budget pays for one call of each delivery; a repeat asks for its own.
    const paid = job.data.paid === true && job.attemptsMade === 0;
    return await process({ ...job.data, paid, queue }, signal);
  } catch (error) {
    onBug(error, job.data.dispatchId);
    return { end: 'postpone', delayMs: BUG_DELAY_MS, reason: 'bug' };
  }
};
