import { PATIENCE_MS, priorityOfRank } from '@carillon/domain';
import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';

import { type Rank, RANKS } from '../dispatch-job.ts';

/** BullMQ's score of a waiting job is priority × 2³² + a counter: a class's oldest is its lowest. */
const CLASS_WIDTH = 2 ** 32;

/** A job that has waited beyond its class's patience. */
export interface ImpatientJob {
  readonly id: string;
  /** When its class's patience ended, in milliseconds since 1970. */
  readonly endedMs: number;
}

interface Search {
  readonly redis: Redis;
  readonly queue: Queue;
  readonly nowMs: number;
  /** The most to find. */
  readonly limit: number;
}

/** The waiting jobs furthest beyond their patience, the furthest first. Looks at each class's oldest. */
export const findImpatient = async (search: Search): Promise<ImpatientJob[]> => {
  const patient = RANKS.filter((rank) => Number.isFinite(patienceOf(rank)));
  const found = (await Promise.all(patient.map((rank) => findInClass(search, rank)))).flat();
  return found.toSorted((a, b) => a.endedMs - b.endedMs).slice(0, search.limit);
};

const patienceOf = (rank: Rank): number => PATIENCE_MS[priorityOfRank(rank)];

const findInClass = async (search: Search, rank: Rank): Promise<ImpatientJob[]> => {
  const { redis, queue, nowMs, limit } = search;
  const from = rank * CLASS_WIDTH;
  const below = `(${from + CLASS_WIDTH}`;
  const key = queue.toKey('prioritized');
  const ids = await redis.zrangebyscore(key, from, below, 'LIMIT', 0, limit);
  const jobs = await Promise.all(ids.map((id) => redis.hmget(queue.toKey(id), ...WAIT_FIELDS)));
  return ids.flatMap((id, i) => {
    const endedMs = waitsSince(jobs[i] ?? []) + patienceOf(rank);
    return endedMs <= nowMs ? [{ id, endedMs }] : [];
  });
};

const WAIT_FIELDS = ['timestamp', 'processedOn', 'opts'] as const;

/** A delayed job waits from the end of its delay; one that ran before, at most since that run. */
const waitsSince = ([timestamp, processedOn, opts]: readonly (string | null)[]): number => {
  if (!timestamp) return Number.POSITIVE_INFINITY;
  const { delay = 0 } = JSON.parse(opts ?? '{}') as { delay?: number };
  return Math.max(Number(timestamp) + delay, Number(processedOn ?? 0));
};
