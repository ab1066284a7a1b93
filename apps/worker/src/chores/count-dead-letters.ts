import { countHour, type Database } from '@carillon/repositories';
import type { Chore } from './chore.ts';

/** Counts each tenant's dead letters of each hour: soon after it begins, or after the first one of it. */
export const countDeadLettersChore = (database: Database): Chore => ({
  name: 'count-dead-letters',
  intervalMs: 600_000,
  once: true,
  pass: async () => {
    const tenants = await countHour(database);
    return tenants === 0 ? null : { tenants };
  },
});
