import {
  flushDigest,
  type Database,
  type DueDigest,
  type DueDigestKey,
  type RenderedVersion,
  type VersionMemory,
} from '@carillon/repositories';
import type { Clock } from '@carillon/runtime';
import type { Renderer } from '@carillon/templates';
import { v7 as uuidv7 } from 'uuid';
import type { AccountDirectory } from '../accounts/account-directory.ts';
import { readVersions } from '../deliver/read-versions.ts';
import { composeDigest } from './compose-digest.ts';

export interface FlushOneDeps {
  readonly database: Database;
  readonly directory: AccountDirectory;
  readonly versions: VersionMemory;
  readonly renderer: Renderer;
  readonly clock: Clock;
}

/** Members that a line is made of by their own templates. */
const templatedIn = ({ tenantId, templateKey, members }: DueDigest) =>
  members.flatMap(({ request }) =>
    templateKey === '' && request.template !== undefined ? [{ tenantId, request }] : [],
  );

/**
 * Flushes a digest: resolves to how many items were sent on, null where somebody else flushes it. What
 * its message needs is read before the transaction or between two, never within: a transaction that
 * waits for another connection of its pool can wait for itself.
 */
export const flushOne = async (
  deps: FlushOneDeps,
  { id, tenantId }: DueDigestKey,
): Promise<number | null> => {
  const { database, directory, renderer, clock } = deps;
  const { smsMaxSegments } = await directory.of(tenantId);
  const asked = new Set<string | undefined>();
  const versions = new Map<string, RenderedVersion>();
  for (;;) {
    const now = clock.now();
    const input = { now, newId: uuidv7(), smsMaxSegments, renderer, versions };
    let unread: ReturnType<typeof templatedIn> = [];
    const flushed = await flushDigest(database, id, (digest) => {
      unread = templatedIn(digest).filter((m) => !asked.has(m.request.template?.versionId));
      return unread.length > 0 ? null : composeDigest(digest, input);
    });
    if (unread.length === 0) return flushed;
    for (const { request } of unread) asked.add(request.template?.versionId);
    for (const [key, version] of await readVersions(deps, unread)) versions.set(key, version);
  }
};
