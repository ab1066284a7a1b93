import { continueReplay, type Database } from '@carillon/repositories';
import type { Chore } from './chore.ts';

const PAGE = 1_000;
/** A pass goes on for so long; any worker's next one continues. */
const MOST_MS = 5_000;

/** Queues again what endpoints have asked to have replayed. */
export const replayEventsChore = (database: Database): Chore => ({
  name: 'replay-events',
  intervalMs: 500,
  once: false,
  pass: async () => {
    const endsAt = performance.now() + MOST_MS;
    let replayed = 0;
    while (performance.now() < endsAt) {
      const page = await continueReplay(database, PAGE);
      if (page === null) break;
      replayed += page;
    }
    return replayed === 0 ? null : { replayed };
  },
});
