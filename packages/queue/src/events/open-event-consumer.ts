import type { JobEnd } from '../consumers/job-end.ts';
import { openWorker, type OpenWorker, type WorkerOptions } from '../consumers/open-worker.ts';
import { connect, WORKER_REDIS } from '../redis/connect.ts';
import { quietErrors } from '../redis/quiet-errors.ts';
import type { EventJobData } from './event-job.ts';

export interface EventConsumerOptions extends WorkerOptions {
  /**
   * The work of one job. The signal aborts when the job's lock is lost, and as the last resort of a
   * shutdown. A throw is a bug: it is reported and the job postponed.
   */
  readonly process: (job: EventJobData, signal: AbortSignal) => Promise<JobEnd>;
}

/** Takes jobs of the queue `events`. Survives Redis being away, restarted or emptied. */
export const openEventConsumer = (options: EventConsumerOptions): OpenWorker => {
  const onError = quietErrors(options.onError);
  const redis = connect(options.redisUrl, WORKER_REDIS, onError);
  return openWorker<EventJobData>(
    { ...options, onError },
    { queue: 'events', redis, process: (job, signal) => options.process(job.data, signal) },
  );
};
