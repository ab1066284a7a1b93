import type { Database } from '@carillon/repositories';
import type { Clock, Logger } from '@carillon/runtime';
import { makePage } from '../broadcasts/make-page.ts';
import { createSetbacks } from '../setbacks/create-setbacks.ts';
import type { Chore } from './chore.ts';

/** Then the next pass goes on, so that a worker which stops need not wait for a million. */
const PAGES_PER_PASS = 40;

export interface FanOutDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Logger;
  /** Told of new deliveries that wait in PostgreSQL. */
  readonly wakeDispatch: () => void;
  /** Asks for the next pass at once: there is more to do. */
  readonly again: () => void;
}

/**
 * Gives the members of topics their notifications, page by page: memory does not grow with their
 * number, and open broadcasts take turns. What is made waits in PostgreSQL for the dispatcher, like
 * everything that does not fit into the window. A broadcast whose page fails holds up no other.
 */
export const fanOutChore = ({ wakeDispatch, again, ...deps }: FanOutDeps): Chore => {
  const pageDeps = { ...deps, setBack: createSetbacks(deps.log) };
  return {
    name: 'fan-out',
    intervalMs: 500,
    once: false,
    pass: async () => {
      let members = 0;
      for (let page = 0; page < PAGES_PER_PASS; page += 1) {
        const made = await makePage(pageDeps);
        if (made === null) return members === 0 ? null : { members };
        members += made;
        if (made > 0) wakeDispatch();
      }
      again();
      return { members };
    },
  };
};
