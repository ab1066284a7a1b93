import { flushDigest, type Database, type VersionMemory } from '@carillon/repositories';
import type { Clock } from '@carillon/runtime';
import type { Renderer } from '@carillon/templates';
import { v7 as uuidv7 } from 'uuid';
import type { AccountDirectory } from '../accounts/account-directory.ts';
import { readVersions } from '../deliver/read-versions.ts';
import { composeDigest } from '../digests/compose-digest.ts';
import type { Chore } from './chore.ts';

/** A pass ends after so many, so that a stop need not wait for a long backlog. */
const MOST = 500;

export interface FlushDigestsDeps {
  readonly database: Database;
  readonly directory: AccountDirectory;
  readonly versions: VersionMemory;
  readonly renderer: Renderer;
  readonly clock: Clock;
  /** Something waits to be dispatched. */
  readonly wakeDispatch: () => void;
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
    let digests = 0;
    let items = 0;
    while (digests < MOST) {
      const flushed = await flushOne(deps);
      if (flushed === null) break;
      digests += 1;
      items += flushed;
    }
    if (digests === 0) return null;
    deps.wakeDispatch();
    return { digests, items };
  },
});

const flushOne = (deps: FlushDigestsDeps): Promise<number | null> =>
  flushDigest(deps.database, async (digest) => {
    const { tenantId, members } = digest;
    const { smsMaxSegments } = await deps.directory.of(tenantId);
    const owned = members.map(({ request }) => ({ tenantId, request }));
    const versions = await readVersions(deps, owned);
    const { renderer, clock } = deps;
    const newId = uuidv7();
    return composeDigest(digest, { now: clock.now(), newId, smsMaxSegments, renderer, versions });
  });
