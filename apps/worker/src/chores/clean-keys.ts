import {
  deleteExpiredDedupeKeys,
  deleteExpiredSlots,
  deleteOldDigests,
  type Database,
} from '@carillon/repositories';
import type { Chore } from './chore.ts';

const MOST_AT_ONCE = 5_000;

/** Deletes dedupe keys whose windows are over, collapse slots of what has expired, and old digests. */
export const cleanKeysChore = (database: Database): Chore => ({
  name: 'clean-keys',
  intervalMs: 60_000,
  once: true,
  pass: async () => {
    const keys = await deleteExpiredDedupeKeys(database, MOST_AT_ONCE);
    const slots = await deleteExpiredSlots(database, MOST_AT_ONCE);
    const digests = await deleteOldDigests(database, MOST_AT_ONCE);
    return keys + slots + digests === 0 ? null : { keys, slots, digests };
  },
});
