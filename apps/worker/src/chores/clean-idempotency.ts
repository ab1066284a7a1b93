import { deleteExpiredKeys, type Database } from '@carillon/repositories';
import type { Chore } from './chore.ts';

const MOST_AT_ONCE = 5_000;

/** Deletes idempotency keys whose 24 hours are over. */
export const cleanIdempotencyChore = (database: Database): Chore => ({
  name: 'clean-idempotency',
  intervalMs: 60_000,
  once: true,
  pass: async () => {
    const deleted = await deleteExpiredKeys(database, MOST_AT_ONCE);
    return deleted === 0 ? null : { deleted };
  },
});
