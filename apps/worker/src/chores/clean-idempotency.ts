import { deleteExpiredKeys, type Database } from '@carillon/repositories';
import type { Chore } from './chore.ts';
import { untilFew } from './until-few.ts';

/** Deletes idempotency keys whose 24 hours are over. */
export const cleanIdempotencyChore = (database: Database): Chore => ({
  name: 'clean-idempotency',
  intervalMs: 60_000,
  once: true,
  pass: async () => {
    const deleted = await untilFew((most) => deleteExpiredKeys(database, most));
    return deleted === 0 ? null : { deleted };
  },
});
