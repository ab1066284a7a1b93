import { PATIENCE_MS, priorityOfRank } from '@carillon/domain';
import { Job, type Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { RANKS } from '../dispatch-job.ts';

/** BullMQ's score of a prioritized job is priority × 2³² + a counter: the oldest of a class is lowest. */
const CLASS_WIDTH = 2 ** 32;

/** Of what a queue finished in the last second, the share that may be aged. */
const SHARE = 10;

export interface AgePass {
  readonly redis: Redis;
  readonly queue: Queue;
  /** Jobs that left the queue in the last second. */
  readonly finished: number;
  readonly nowMs: number;
}

/**
 * Gives the oldest jobs that have waited beyond their class's patience priority 1, at most a tenth of
 * what the queue finished in the last second but at least one where it finished anything: with
 * critical saturated the others keep their tenth. BullMQ's own priority is strict and never ages.
 * Resolves to how many were moved.
 */
export const ageJobs = async ({ redis, queue, finished, nowMs }: AgePass): Promise<number> => {
  if (finished === 0) return 0;
  const limit = Math.max(1, Math.floor(finished / SHARE));
  const patient = RANKS.filter((rank) => Number.isFinite(PATIENCE_MS[priorityOfRank(rank)]));
  const waiting = await Promise.all(
    patient.map(async (rank) => {
      const ids = await oldestOf(redis, queue, { rank, limit });
      const added = await Promise.all(ids.map((id) => redis.hget(queue.toKey(id), 'timestamp')));
      const patienceMs = PATIENCE_MS[priorityOfRank(rank)];
      return ids.map((id, i) => ({ id, endedMs: Number(added[i]) + patienceMs }));
    }),
  );
  const overdue = waiting.flat().filter((job) => job.endedMs <= nowMs);
  overdue.sort((a, b) => a.endedMs - b.endedMs);
  let aged = 0;
  for (const { id } of overdue.slice(0, limit)) {
    const job = await Job.fromId(queue, id);
    await job?.changePriority({ priority: 1 });
    aged += job === undefined ? 0 : 1;
  }
  return aged;
};

const oldestOf = (
  redis: Redis,
  queue: Queue,
  { rank, limit }: { rank: number; limit: number },
): Promise<string[]> =>
  redis.zrangebyscore(
    queue.toKey('prioritized'),
    rank * CLASS_WIDTH,
    `(${(rank + 1) * CLASS_WIDTH}`,
    'LIMIT',
    0,
    limit,
  );
