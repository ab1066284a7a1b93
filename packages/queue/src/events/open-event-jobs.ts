import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';

import { JOB_OPTIONS } from '../producers/job-options.ts';
import { storedIds } from '../producers/stored-ids.ts';
import type { OnError } from '../redis/connect.ts';
import type { Reach } from '../redis/reach.ts';
import type { EventJob } from './event-job.ts';

const ANSWER_MS = 1_000;

/** The queue `events`, from the side that fills it. */
export interface EventJobs {
  /**
   * Adds a job. False when Redis does not hold it or could not be asked: give its events back. Never
   * throws, and takes at most 2 s.
   */
  add(job: EventJob): Promise<boolean>;
  /** The ids among these that Redis has: they wait, are delayed or run. Throws when it is away. */
  existing(ids: readonly string[]): Promise<Set<string>>;
}

interface Parts {
  readonly redis: Redis;
  readonly queue: Queue;
  readonly reach: Reach;
  readonly onError: OnError;
}

export const openEventJobs = ({ redis, queue, reach, onError }: Parts): EventJobs => {
  const existing = async (ids: readonly string[]): Promise<Set<string>> =>
    new Set(await reach.ask(storedIds(redis, queue, ids), ANSWER_MS));

  return {
    add: async ({ id, ...rest }) => {
      if (!reach.isUp()) return false;
      try {
        const data = { dispatchId: id, ...rest };
        await reach.ask(queue.add('events', data, { ...JOB_OPTIONS, jobId: id }), ANSWER_MS);
        return true;
      } catch (error) {
        onError(error as Error);
        return existing([id]).then(
          (stored) => stored.has(id),
          () => false,
        );
      }
    },
    existing,
  };
};
