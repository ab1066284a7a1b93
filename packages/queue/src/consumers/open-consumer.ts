import type { JobData, Rank } from '../dispatch-job.ts';
import type { DispatchQueue } from '../queue-names.ts';
import { connect, WORKER_REDIS } from '../redis/connect.ts';
import { quietErrors } from '../redis/quiet-errors.ts';
import { windowHashes } from '../window/window-hashes.ts';
import { freedPlaces } from './freed-places.ts';
import type { ProcessJob } from './job-end.ts';
import { openWorker, type OpenWorker, type WorkerOptions } from './open-worker.ts';

export interface ConsumerOptions extends WorkerOptions {
  readonly queue: DispatchQueue;
  /** A cap for the whole installation; its jobs must carry one delivery each. */
  readonly limit?: { readonly perSecond: number };
  readonly process: ProcessJob;
}

/** Takes jobs of one channel's queue, and gives their places in the window back. */
export interface Consumer extends OpenWorker {
  readonly queue: DispatchQueue;
}

export const openConsumer = (options: ConsumerOptions): Consumer => {
  const { installationId, queue, limit, process } = options;
  const onError = quietErrors(options.onError);
  const redis = connect(options.redisUrl, WORKER_REDIS, onError);
  const hashes = windowHashes(redis, installationId);
  const freed = freedPlaces(async (places) => {
    if (queue !== 'suspect') await hashes.giveBack(queue, places).catch(onError);
  });
  const worker = openWorker<JobData>(
    { ...options, onError },
    {
      queue,
      redis,
      ...(limit && { limit }),
      process: (job, signal) => {
        // A budget pays for one call of each delivery; a repeat asks for its own.
        const paid = job.data.paid === true && job.attemptsMade === 0;
        return process({ ...job.data, paid, queue }, signal);
      },
      onLeft: ({ tenantId }, priority) => {
        if (queue !== 'suspect') freed.free({ channel: queue, rank: priority as Rank, tenantId });
      },
      beforeLeaving: () => freed.flush(),
    },
  );
  return { ...worker, queue };
};
