import { continueErasure, type Database } from '@carillon/repositories';
import type { Chore } from './chore.ts';

/** A pass goes on for so long, as a tenant may have millions of notifications to look at. */
const MOST_MS = 5_000;

/** Takes out of notifications what reminds of subscribers who were deleted. */
export const eraseChore = (database: Database): Chore => ({
  name: 'erase',
  intervalMs: 1_000,
  once: true,
  pass: async () => {
    const endsAt = performance.now() + MOST_MS;
    let erased = 0;
    while (performance.now() < endsAt) {
      const step = await continueErasure(database);
      if (step === null) break;
      erased += step;
    }
    return erased === 0 ? null : { erased };
  },
});
