import type { Channel } from '@carillon/domain';
import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { defineScript } from '../redis/define-script.ts';
import type { Reach } from '../redis/reach.ts';

/** How many dead letters Bull Board shows; the record is in PostgreSQL. */
export const MIRRORED = 1_000;
const ANSWER_MS = 2_000;

/** A delivery that has become a dead letter. */
export interface DeadDelivery {
  readonly deliveryId: string;
  readonly channel: Channel;
}

/** The `dead-letter` queue: the newest ids, for operators to look at. Nothing takes its jobs. */
export interface DeadLetters {
  add(dead: readonly DeadDelivery[]): Promise<void>;
  remove(deliveryId: string): Promise<void>;
}

/** KEYS: the list of ids. ARGV: how many to keep. Answers the ids that fell off its old end. */
const TRIM = `
local surplus = redis.call('LLEN', KEYS[1]) - tonumber(ARGV[1])
if surplus <= 0 then return {} end
return redis.call('LPOP', KEYS[1], surplus)
`;

interface Parts {
  readonly redis: Redis;
  readonly queue: Queue;
  readonly reach: Reach;
}

export const openDeadLetters = ({ redis, queue, reach }: Parts): DeadLetters => {
  const trim = defineScript(redis, 'carillonTrimDead', TRIM);
  const newest = queue.toKey('newest');

  const add = async (dead: readonly DeadDelivery[]): Promise<void> => {
    await queue.addBulk(
      dead.map(({ deliveryId, channel }) => ({
        name: channel,
        data: { deliveryId, channel },
        opts: { jobId: deliveryId },
      })),
    );
    await redis.rpush(newest, ...dead.map((d) => d.deliveryId));
    const old = (await trim(newest, [MIRRORED])) as string[];
    await Promise.all(old.map((id) => queue.remove(id)));
  };
  const remove = async (deliveryId: string): Promise<void> => {
    await Promise.all([queue.remove(deliveryId), redis.lrem(newest, 0, deliveryId)]);
  };

  return {
    add: async (dead) => {
      if (dead.length > 0) await reach.ask(add(dead.slice(-MIRRORED)), ANSWER_MS);
    },
    remove: (deliveryId) => reach.ask(remove(deliveryId), ANSWER_MS),
  };
};
