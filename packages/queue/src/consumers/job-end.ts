import type { JobData } from '../dispatch-job.ts';
import type { DispatchQueue } from '../queue-names.ts';

/** A job as it is handed to the process function. */
export interface TakenJob extends JobData {
  readonly queue: DispatchQueue;
}

/**
 * How a run of a job ended. `retry` and `postpone` keep job and priority and run it again after the
 * delay: `retry` by BullMQ's own backoff (an attempt was made), `postpone` without counting anything
 * (nothing was tried: not due, no budget, PostgreSQL away).
 */
export type JobEnd =
  | { readonly end: 'done' }
  | { readonly end: 'retry'; readonly delayMs: number }
  | { readonly end: 'postpone'; readonly delayMs: number; readonly reason: string };

/**
 * The work of one job. The signal aborts when the job's lock is lost (another worker may run it now)
 * and as the last resort of a shutdown. A throw is a bug: it is reported and the job postponed.
 */
export type ProcessJob = (job: TakenJob, signal: AbortSignal) => Promise<JobEnd>;
