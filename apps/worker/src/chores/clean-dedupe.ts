import { deleteExpiredDedupeKeys, type Database } from '@carillon/repositories';
import type { Chore } from './chore.ts';

const MOST_AT_ONCE = 5_000;

/** Deletes dedupe keys whose windows are over. */
export const cleanDedupeChore = (database: Database): Chore => ({
  name: 'clean-dedupe',
  intervalMs: 60_000,
  once: true,
  pass: async () => {
    const deleted = await deleteExpiredDedupeKeys(database, MOST_AT_ONCE);
    return deleted === 0 ? null : { deleted };
  },
});
