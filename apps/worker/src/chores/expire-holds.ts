import { expireHeldBroadcasts, expireHolds, type Database } from '@carillon/repositories';
import type { Chore } from './chore.ts';

const MOST_AT_ONCE = 500;

/** Ends what the brake has held until it was worth nothing, without anybody deciding about it. */
export const expireHoldsChore = (database: Database): Chore => ({
  name: 'expire-holds',
  intervalMs: 15_000,
  once: true,
  pass: async () => {
    const broadcasts = await expireHeldBroadcasts(database, MOST_AT_ONCE);
    const holds = await expireHolds(database);
    return broadcasts + holds === 0 ? null : { broadcasts, holds };
  },
});
