import { continueReplay, type Database } from '@carillon/repositories';
import type { Chore } from './chore.ts';

const PAGE = 1_000;
/** A pass goes on for so long; any worker's next one continues. */
const MOST_MS = 5_000;

/** Queues again what endpoints have asked to have replayed; says how many replays a disabling has ended. */
export const replayEventsChore = (database: Database): Chore => ({
  name: 'replay-events',
  intervalMs: 500,
  once: false,
  pass: async () => {
    const endsAt = performance.now() + MOST_MS;
    const did = { replayed: 0, calledOff: 0 };
    while (performance.now() < endsAt) {
      const page = await continueReplay(database, PAGE);
      if (page === null) break;
      did.replayed += page.queued;
      if (page.isCalledOff) did.calledOff += 1;
    }
    return did.replayed + did.calledOff === 0 ? null : did;
  },
});
