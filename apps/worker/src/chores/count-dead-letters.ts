import { countHour, type Database } from '@carillon/repositories';
import type { Chore } from './chore.ts';

/** Counts the dead letters of each hour. Often enough that an hour is missed only when nothing runs. */
export const countDeadLettersChore = (database: Database): Chore => ({
  name: 'count-dead-letters',
  intervalMs: 600_000,
  once: true,
  pass: async () => {
    const tenants = await countHour(database);
    return tenants === 0 ? null : { tenants };
  },
});
