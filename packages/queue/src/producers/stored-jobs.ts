import type { JobPlace } from '../dispatch-job.ts';
import { queueOf } from '../queue-names.ts';
import type { Connected } from './open-queues.ts';
import { storedIds } from './stored-ids.ts';

/** The ids among these whose job key exists. Throws when Redis cannot be asked. */
export const storedJobs = async (
  { redis, queues }: Connected,
  places: readonly JobPlace[],
): Promise<Set<string>> => {
  const byQueue = Map.groupBy(places, queueOf);
  const stored = await Promise.all(
    [...byQueue].map(([name, group]) =>
      storedIds(
        redis,
        queues[name],
        group.map(({ id }) => id),
      ),
    ),
  );
  return new Set(stored.flat());
};
