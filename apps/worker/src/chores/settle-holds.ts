import { settleHoldPage, type Database } from '@carillon/repositories';
import type { Chore } from './chore.ts';

/** Then the next pass goes on, so that a worker which stops need not wait for a million. */
const PAGES_PER_PASS = 50;

export interface SettleHoldsDeps {
  readonly database: Database;
  /** Told of deliveries that are due. */
  readonly wakeDispatch: () => void;
}

/** Lets deliveries follow what was decided about their holds, where the api has not come to the end. */
export const settleHoldsChore = ({ database, wakeDispatch }: SettleHoldsDeps): Chore => ({
  name: 'settle-holds',
  intervalMs: 500,
  once: false,
  pass: async () => {
    let moved = 0;
    for (let pages = 0; pages < PAGES_PER_PASS; pages += 1) {
      const page = await settleHoldPage(database);
      if (page === null) break;
      moved += page.moved;
      if (page.moved > 0) wakeDispatch();
    }
    return moved === 0 ? null : { moved };
  },
});
