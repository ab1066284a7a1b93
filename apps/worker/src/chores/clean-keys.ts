import {
  cleanSubmissions,
  deleteExpiredDedupeKeys,
  deleteExpiredSlots,
  deleteOldDigests,
  deleteOldHolds,
  type Database,
} from '@carillon/repositories';
import type { Chore } from './chore.ts';
import { untilFew } from './until-few.ts';

/**
 * Deletes dedupe keys whose windows are over, collapse slots of what has expired, old digests and holds,
 * and what is kept of requests made in SQL.
 */
export const cleanKeysChore = (database: Database): Chore => ({
  name: 'clean-keys',
  intervalMs: 60_000,
  once: true,
  pass: async () => {
    const keys = await untilFew((most) => deleteExpiredDedupeKeys(database, most));
    const slots = await untilFew((most) => deleteExpiredSlots(database, most));
    const digests = await untilFew((most) => deleteOldDigests(database, most));
    const submissions = await untilFew((most) => cleanSubmissions(database, most));
    const holds = await untilFew((most) => deleteOldHolds(database, most));
    const did = { keys, slots, digests, submissions, holds };
    return Object.values(did).every((count) => count === 0) ? null : did;
  },
});
