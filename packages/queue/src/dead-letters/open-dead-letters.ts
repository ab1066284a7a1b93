import type { Channel } from '@carillon/domain';
import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';

import type { Reach } from '../redis/reach.ts';

/** How many dead letters Bull Board shows; the record is in PostgreSQL. */
export const MIRRORED = 1_000;
const ANSWER_MS = 2_000;

/** A delivery that has become a dead letter. */
export interface DeadDelivery {
  readonly deliveryId: string;
  readonly channel: Channel;
}

/**
 * The `dead-letter` queue: the newest ids, for operators to look at. Nothing takes its jobs. Both
 * throw when Redis is away; a mirror that lags behind harms nobody.
 */
export interface DeadLetters {
  /** Mirrors these, given oldest first; the oldest beyond 1,000 fall off. */
  add(dead: readonly DeadDelivery[]): Promise<void>;
  /** Takes one out that was redriven. */
  remove(deliveryId: string): Promise<void>;
  /** Takes out those of many that are shown. */
  removeAll(deliveryIds: readonly string[]): Promise<void>;
}

interface Parts {
  readonly redis: Redis;
  readonly queue: Queue;
  readonly reach: Reach;
}

export const openDeadLetters = ({ redis, queue, reach }: Parts): DeadLetters => {
  // Without a priority BullMQ pushes to the head of its list: the oldest are at its tail.
  const list = queue.toKey('wait');

  const add = async (dead: readonly DeadDelivery[]): Promise<void> => {
    await queue.addBulk(
      dead.map(({ deliveryId, channel }) => ({
        name: channel,
        data: { deliveryId, channel },
        opts: { jobId: deliveryId },
      })),
    );
    const surplus = await redis.lrange(list, MIRRORED, -1);
    await Promise.all(surplus.map((id) => queue.remove(id)));
  };

  const removeAll = async (deliveryIds: readonly string[]): Promise<void> => {
    const shown = new Set(await redis.lrange(list, 0, -1));
    await Promise.all(deliveryIds.filter((id) => shown.has(id)).map((id) => queue.remove(id)));
  };

  return {
    add: async (dead) => {
      if (dead.length > 0) await reach.ask(add(dead.slice(-MIRRORED)), ANSWER_MS);
    },
    remove: async (deliveryId) => {
      await reach.ask(queue.remove(deliveryId), ANSWER_MS);
    },
    removeAll: async (deliveryIds) => {
      if (deliveryIds.length > 0) await reach.ask(removeAll(deliveryIds), ANSWER_MS);
    },
  };
};
