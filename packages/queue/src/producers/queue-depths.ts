import { QUEUE_NAMES, type QueueName } from '../queue-names.ts';
import type { Connected } from './open-queues.ts';

/** Jobs of one queue by what they do. */
export interface QueueDepth {
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
}

/** Jobs per queue. Throws when Redis cannot be asked. */
export const queueDepths = async ({
  queues,
}: Connected): Promise<Record<QueueName, QueueDepth>> => {
  const depths = await Promise.all(
    QUEUE_NAMES.map(async (name) => {
      const counts = await queues[name].getJobCounts('wait', 'prioritized', 'active', 'delayed');
      const { wait = 0, prioritized = 0, active = 0, delayed = 0 } = counts;
      return [name, { waiting: wait + prioritized, active, delayed }] as const;
    }),
  );
  return Object.fromEntries(depths) as Record<QueueName, QueueDepth>;
};
