import { CHANNELS, type Channel } from '@carillon/domain';
import { assertNoEviction, openConsumer, type Consumer } from '@carillon/queue';
import type { WorkerConfig } from '../config.ts';
import type { DeliverDeps } from '../deliver/deliver-deps.ts';
import { processJob } from '../deliver/process-job.ts';

export interface QueueConnection {
  readonly redisUrl: string;
  readonly installationId: string;
  readonly onError: (error: Error) => void;
}

/** One consumer for each channel, and one for suspects, which run alone. */
export const openConsumers = async (
  deps: DeliverDeps,
  config: WorkerConfig,
  connection: QueueConnection,
): Promise<Consumer[]> => {
  const { log } = deps;
  const warning = await assertNoEviction(connection.redisUrl);
  if (warning !== null) log.warn(warning);
  const open = (queue: Channel | 'suspect', concurrency: number): Consumer => {
    const perSecond = queue === 'suspect' ? undefined : config.CHANNEL_LIMITS.get(queue);
    return openConsumer({
      ...connection,
      queue,
      concurrency,
      ...(perSecond === undefined ? {} : { limit: { perSecond } }),
      process: (job, signal) => processJob(deps, job, signal),
      onBug: (error, dispatchId) => log.error('a job failed by a bug', { dispatchId, error }),
      onStalled: (dispatchId) => log.warn('a job had stalled and runs again', { dispatchId }),
    });
  };
  return [...CHANNELS.map((c) => open(c, config.JOBS_PER_CHANNEL)), open('suspect', 1)];
};
