import { findDueDigests } from '@carillon/repositories';
import { flushOne, type FlushOneDeps } from '../digests/flush-one.ts';
import type { Chore } from './chore.ts';

/** A pass ends after so many, so that a stop need not wait for a long backlog. */
const MOST = 100;

export interface FlushDigestsDeps extends FlushOneDeps {
  /** Something waits to be dispatched. */
  readonly wakeDispatch: () => void;
  /** Asks for the next pass at once: there is more to do. */
  readonly again: () => void;
}

/**
 * Sends digests on whose windows are over or that are full, each in a transaction of its own. Any
 * number of workers flush at once: each passes over what another has locked.
 */
export const flushDigestsChore = (deps: FlushDigestsDeps): Chore => ({
  name: 'flush-digests',
  intervalMs: 200,
  once: false,
  pass: async () => {
    const due = await findDueDigests(deps.database, MOST);
    let digests = 0;
    let items = 0;
    const errors: unknown[] = [];
    for (const key of due) {
      try {
        const flushed = await flushOne(deps, key);
        if (flushed === null) continue;
        digests += 1;
        items += flushed;
      } catch (error) {
        // One that cannot be flushed keeps no other waiting.
        errors.push(error);
      }
    }
    if (digests > 0) deps.wakeDispatch();
    if (digests > 0 && due.length === MOST) deps.again();
    if (errors.length > 0) throw errors[0];
    return digests === 0 ? null : { digests, items };
  },
});
