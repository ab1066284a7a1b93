import {
  cleanSubmissions,
  deleteExpiredDedupeKeys,
  deleteExpiredSlots,
  deleteOldDigests,
  type Database,
} from '@carillon/repositories';
import type { Chore } from './chore.ts';

const MOST_AT_ONCE = 5_000;

/**
 * Deletes dedupe keys whose windows are over, collapse slots of what has expired, old digests, and what is
 * kept of requests made in SQL.
 */
export const cleanKeysChore = (database: Database): Chore => ({
  name: 'clean-keys',
  intervalMs: 60_000,
  once: true,
  pass: async () => {
    const keys = await deleteExpiredDedupeKeys(database, MOST_AT_ONCE);
    const slots = await deleteExpiredSlots(database, MOST_AT_ONCE);
    const digests = await deleteOldDigests(database, MOST_AT_ONCE);
    const submissions = await cleanSubmissions(database, MOST_AT_ONCE);
    const did = { keys, slots, digests, submissions };
    return Object.values(did).every((count) => count === 0) ? null : did;
  },
});
