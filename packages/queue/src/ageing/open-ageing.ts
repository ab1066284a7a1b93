import type { Redis } from 'ioredis';

import type { Queues } from '../producers/open-queues.ts';
import type { DispatchQueue } from '../queue-names.ts';
import { findImpatient } from './find-impatient.ts';
import { type AgeingCredit, ageingCredit } from './ageing-credit.ts';

/** One pass over one queue. */
export interface AgePass {
  /** Jobs that left the queue through this process since its last pass. */
  readonly finished: number;
  readonly nowMs: number;
}

/** Moves jobs to the front; see `Producer.age`. */
export type AgeJobs = (queue: DispatchQueue, pass: AgePass) => Promise<number>;

/**
 * Ageing for BullMQ's strict priorities: those furthest beyond their class's patience get priority 1
 * and go before the others of it, a tenth of what was finished at most. The job's own options keep
 * its rank, by which its place in the window is freed.
 */
export const openAgeing = (redis: Redis, queues: Queues): AgeJobs => {
  const credits = new Map<DispatchQueue, AgeingCredit>();
  const creditOf = (name: DispatchQueue): AgeingCredit => {
    const credit = credits.get(name) ?? ageingCredit();
    credits.set(name, credit);
    return credit;
  };

  return async (name, { finished, nowMs }) => {
    const credit = creditOf(name);
    const limit = credit.earn(finished);
    if (limit === 0) return 0;
    const queue = queues[name];
    const jobs = await findImpatient({ redis, queue, nowMs, limit });
    credit.spend(jobs.length);
    const moves = jobs.map(({ id }) => queue.getBackend().changePriority(id, 1, true));
    // One that was taken and has ended since is simply gone.
    const moved = await Promise.allSettled(moves);
    return moved.filter((move) => move.status === 'fulfilled').length;
  };
};
