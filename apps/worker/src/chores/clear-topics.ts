import { clearDeletedTopics, type Database } from '@carillon/repositories';
import type { Chore } from './chore.ts';

const MOST_AT_ONCE = 5_000;

/** Removes the memberships of deleted topics, in steps that keep nobody waiting. */
export const clearTopicsChore = (database: Database): Chore => ({
  name: 'clear-topics',
  intervalMs: 5_000,
  once: true,
  pass: async () => {
    let cleared = 0;
    for (;;) {
      const step = await clearDeletedTopics(database, MOST_AT_ONCE);
      cleared += step;
      if (step < MOST_AT_ONCE) return cleared === 0 ? null : { cleared };
    }
  },
});
