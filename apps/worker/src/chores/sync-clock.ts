import { readServerTime, type Database } from '@carillon/repositories';
import { syncClock, type SystemClock } from '@carillon/runtime';
import type { Chore } from './chore.ts';

/** Keeps this process's clock corrected towards PostgreSQL's, the one clock that decides. */
export const syncClockChore = (database: Database, clock: SystemClock): Chore => ({
  name: 'sync-clock',
  intervalMs: 30_000,
  once: false,
  pass: async () => {
    await syncClock(clock, () => readServerTime(database));
    return null;
  },
});
