import { ensurePartitions, type Database } from '@carillon/repositories';
import type { Chore } from './chore.ts';

const DAYS_AHEAD = 30;

/** Makes tomorrow's partitions long before tomorrow. */
export const partitionsChore = (database: Database): Chore => ({
  name: 'partitions',
  intervalMs: 3_600_000,
  once: true,
  pass: async () => {
    const made = await ensurePartitions(database, DAYS_AHEAD);
    return made === 0 ? null : { made };
  },
});
