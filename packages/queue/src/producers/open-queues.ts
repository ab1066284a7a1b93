import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';

import type { JobData } from '../dispatch-job.ts';
import { QUEUE_NAMES, type QueueName, queuePrefix } from '../queue-names.ts';

/** BullMQ's queues by name, over one connection. */
export type Queues = Readonly<Record<QueueName, Queue<JobData>>>;

/** BullMQ's queues and the connection that they share. */
export interface Connected {
  readonly redis: Redis;
  readonly queues: Queues;
}

/** Enough for a look at what happened last; nothing of ours reads the stream. */
const EVENTS_KEPT = 100;

/**
 * Nothing is asked of Redis before it is there, and no answer decides whether a queue works: BullMQ's
 * version check would leave a queue unusable for good if its one INFO failed.
 */
export const openQueues = (redis: Redis, installationId: string): Queues => {
  const open = (name: QueueName): Queue<JobData> => {
    const queue = new Queue<JobData>(name, {
      connection: redis,
      prefix: queuePrefix(installationId, name),
      skipVersionCheck: true,
      streams: { events: { maxLen: EVENTS_KEPT } },
    });
    // The connection has reported it already; without a listener Node.js would throw it.
    queue.on('error', () => {});
    return queue;
  };
  return Object.fromEntries(QUEUE_NAMES.map((name) => [name, open(name)])) as Queues;
};
