import type { JobPlace } from '../dispatch-job.ts';
import { queueOf } from '../queue-names.ts';
import type { Connected } from './open-queues.ts';

/** The ids among these whose job key exists. Throws when Redis cannot be asked. */
export const storedJobs = async (
  { redis, queues }: Connected,
  places: readonly JobPlace[],
): Promise<Set<string>> => {
  const byQueue = Map.groupBy(places, queueOf);
  const stored = await Promise.all(
    [...byQueue].map(async ([name, group]) => {
      const pipeline = redis.pipeline();
      for (const { id } of group) pipeline.exists(queues[name].toKey(id));
      const replies = (await pipeline.exec()) ?? [];
      return group.flatMap(({ id }, i) => {
        const [error, exists] = replies[i] ?? [new Error('Redis gave no reply')];
        if (error) throw error;
        return exists === 1 ? [id] : [];
      });
    }),
  );
  return new Set(stored.flat());
};
