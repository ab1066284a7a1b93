import { countLostEvents, rescueEvents, type Database } from '@carillon/repositories';
import type { Chore } from './chore.ts';
import { graceAfterOutage } from './grace-after-outage.ts';

const MOST_AT_ONCE = 500;

/** Takes events from workers that are gone, to be sent again at once under the same id. */
export const rescueEventsChore = (database: Database): Chore => {
  const asked = graceAfterOutage();
  return {
    name: 'rescue-events',
    intervalMs: 5_000,
    once: false,
    pass: async () => {
      const { answer: lost, isOver } = await asked(() => countLostEvents(database));
      if (lost === 0 || !isOver) return null;
      const rescued = await rescueEvents(database, MOST_AT_ONCE);
      return rescued === 0 ? null : { rescued };
    },
  };
};
