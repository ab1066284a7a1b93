import { DelayedError, type Job } from 'bullmq';

import type { JobEnd } from './job-end.ts';
import { RetryLater } from './retry-later.ts';

/** After a bug: soon enough to be seen again, seldom enough not to spin. */
const BUG_DELAY_MS = 5_000;

interface Run<Data> {
  readonly job: Job<Data>;
  readonly token: string | undefined;
  readonly signal: AbortSignal;
  readonly process: (job: Job<Data>, signal: AbortSignal) => Promise<JobEnd>;
  /** Told of a process function that threw. */
  readonly onBug: (error: unknown, dispatchId: string) => void;
}

/** Runs the process function and says its end in BullMQ's words. */
export const runJob = async <Data extends { readonly dispatchId: string }>(
  run: Run<Data>,
): Promise<void> => {
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

const endOf = async <Data extends { readonly dispatchId: string }>({
  job,
  signal,
  process,
  onBug,
}: Run<Data>): Promise<JobEnd> => {
  try {
    return await process(job, signal);
  } catch (error) {
    onBug(error, job.data.dispatchId);
    return { end: 'postpone', delayMs: BUG_DELAY_MS, reason: 'bug' };
  }
};
