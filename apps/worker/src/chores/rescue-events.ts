import { rescueEvents, type Database } from '@carillon/repositories';
import type { Chore } from './chore.ts';

const MOST_AT_ONCE = 500;

/** Takes events from workers that are gone, to be sent again at once under the same id. */
export const rescueEventsChore = (database: Database): Chore => ({
  name: 'rescue-events',
  intervalMs: 5_000,
  once: false,
  pass: async () => {
    const rescued = await rescueEvents(database, MOST_AT_ONCE);
    return rescued === 0 ? null : { rescued };
  },
});
