import type { Channel } from '@carillon/domain';
import {
  findDueDigests,
  giveUpDigest,
  putOffDigest,
  type DueDigestKey,
} from '@carillon/repositories';
import type { Logger } from '@carillon/runtime';
import { flushOne, type FlushOneDeps } from '../digests/flush-one.ts';
import { createSetbacks } from '../setbacks/create-setbacks.ts';
import type { Chore } from './chore.ts';

/** A pass ends after so many, so that a stop need not wait for a long backlog. */
const MOST = 100;

export interface FlushDigestsDeps extends FlushOneDeps {
  readonly log: Logger;
  /** Told of members that failed with a digest. */
  readonly onDead: (dead: readonly { deliveryId: string; channel: Channel }[]) => void;
  readonly onRouteEnded: (deliveryIds: readonly string[]) => void;
  /** Something waits to be dispatched. */
  readonly wakeDispatch: () => void;
  /** Asks for the next pass at once: there is more to do. */
  readonly again: () => void;
}

/**
 * Sends digests on whose windows are over or that are full, each in a transaction of its own. Any
 * number of workers flush at once: each passes over what another has locked. One that cannot be flushed
 * steps aside, and its members fail in the end.
 */
export const flushDigestsChore = (deps: FlushDigestsDeps): Chore => {
  const { database, log, onDead, onRouteEnded } = deps;
  const setBack = createSetbacks(log);

  const giveUp = async (digest: DueDigestKey, failure: string): Promise<void> => {
    const failed = await giveUpDigest(database, digest, failure);
    onDead(failed);
    onRouteEnded(failed.map(({ deliveryId }) => deliveryId));
  };
  /** How many were sent on; null where it is somebody else's, or has stepped aside. */
  const flush = async (digest: DueDigestKey): Promise<number | null> => {
    try {
      return await flushOne(deps, digest);
    } catch (error) {
      await setBack({
        ...digest,
        what: 'digest',
        error,
        putOff: (_, pauseMs) => putOffDigest(database, digest, pauseMs),
        giveUp: (failure) => giveUp(digest, failure),
      });
      return null;
    }
  };

  return {
    name: 'flush-digests',
    intervalMs: 200,
    once: false,
    pass: async () => {
      const due = await findDueDigests(database, MOST);
      let digests = 0;
      let items = 0;
      for (const digest of due) {
        const flushed = await flush(digest);
        if (flushed === null) continue;
        digests += 1;
        items += flushed;
      }
      if (digests > 0) deps.wakeDispatch();
      if (digests > 0 && due.length >= MOST) deps.again();
      return digests === 0 ? null : { digests, items };
    },
  };
};
