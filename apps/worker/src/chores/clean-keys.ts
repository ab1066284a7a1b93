import { deleteExpiredDedupeKeys, deleteExpiredSlots, type Database } from '@carillon/repositories';
import type { Chore } from './chore.ts';

const MOST_AT_ONCE = 5_000;

/** Deletes dedupe keys whose windows are over, and collapse slots whose deliveries have expired. */
export const cleanKeysChore = (database: Database): Chore => ({
  name: 'clean-keys',
  intervalMs: 60_000,
  once: true,
  pass: async () => {
    const keys = await deleteExpiredDedupeKeys(database, MOST_AT_ONCE);
    const slots = await deleteExpiredSlots(database, MOST_AT_ONCE);
    return keys + slots === 0 ? null : { keys, slots };
  },
});
