import { makeBroadcastPage, type Database } from '@carillon/repositories';
import type { Clock } from '@carillon/runtime';
import { planMembers } from '../broadcasts/plan-members.ts';
import type { Chore } from './chore.ts';

/** Deliveries of one page: what is written in some 20 ms. */
const DELIVERIES_PER_PAGE = 500;
/** Then the next pass goes on, so that a worker which stops need not wait for a million. */
const PAGES_PER_PASS = 40;

export interface FanOutDeps {
  readonly database: Database;
  readonly clock: Clock;
  /** Told of new deliveries that wait in PostgreSQL. */
  readonly wakeDispatch: () => void;
  /** Asks for the next pass at once: there is more to do. */
  readonly again: () => void;
}

/**
 * Gives the members of topics their notifications, page by page: memory does not grow with their
 * number, and open broadcasts take turns. What is made waits in PostgreSQL for the dispatcher, like
 * everything that does not fit into the window.
 */
export const fanOutChore = ({ database, clock, wakeDispatch, again }: FanOutDeps): Chore => ({
  name: 'fan-out',
  intervalMs: 500,
  once: false,
  pass: async () => {
    let members = 0;
    for (let page = 0; page < PAGES_PER_PASS; page += 1) {
      const made = await makeBroadcastPage(database, {
        sizeFor: ({ request }) => Math.ceil(DELIVERIES_PER_PAGE / request.channels.length),
        plan: (broadcast, subscribers) => planMembers(broadcast, subscribers, clock),
      });
      if (made === null) return members === 0 ? null : { members };
      members += made;
      if (made > 0) wakeDispatch();
    }
    again();
    return { members };
  },
});
