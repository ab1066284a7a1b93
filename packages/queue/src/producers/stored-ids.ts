import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';

/** The ids among these whose job key exists in that queue. Throws when Redis cannot be asked. */
export const storedIds = async (
  redis: Redis,
  queue: Queue,
  ids: readonly string[],
): Promise<string[]> => {
  const pipeline = redis.pipeline();
  for (const id of ids) pipeline.exists(queue.toKey(id));
  const replies = (await pipeline.exec()) ?? [];
  return ids.filter((_, i) => {
    const [error, exists] = replies[i] ?? [new Error('Redis gave no reply')];
    if (error) throw error;
    return exists === 1;
  });
};
