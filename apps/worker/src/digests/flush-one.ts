import type { DigestItem } from '@carillon/domain';
import {
  flushDigest,
  type Database,
  type DueDigest,
  type DueDigestKey,
} from '@carillon/repositories';
import type { Clock } from '@carillon/runtime';
import { v7 as uuidv7 } from 'uuid';
import type { AccountDirectory } from '../accounts/account-directory.ts';
import { composeDigest } from './compose-digest.ts';
import { renderItems, type RenderItemsDeps, type TemplatedItem } from './render-items.ts';

export interface FlushOneDeps extends RenderItemsDeps {
  readonly database: Database;
  readonly directory: AccountDirectory;
  readonly clock: Clock;
}

/** Members that a line is made of by their own templates; one alone is sent as itself. */
const templatedIn = ({ tenantId, channel, templateKey, members }: DueDigest): TemplatedItem[] =>
  templateKey !== '' || members.length === 1
    ? []
    : members.flatMap(({ deliveryId, request }) =>
        request.template === undefined ? [] : [{ tenantId, channel, deliveryId, request }],
      );

/**
 * Flushes a digest: resolves to how many items were sent on, null where somebody else flushes it. What
 * its message needs is read and rendered before the transaction or between two, never within: a
 * transaction that waits for another connection of its pool can wait for itself, and nothing may be
 * locked while a thousand templates are rendered.
 */
export const flushOne = async (
  deps: FlushOneDeps,
  { id, tenantId }: DueDigestKey,
): Promise<number | null> => {
  const { database, directory, clock } = deps;
  const { smsMaxSegments } = await directory.of(tenantId);
  const rendered = new Map<string, DigestItem>();
  for (;;) {
    const now = clock.now();
    const input = { now, newId: uuidv7(), smsMaxSegments, rendered };
    let missing: TemplatedItem[] = [];
    const flushed = await flushDigest(database, id, (digest) => {
      missing = templatedIn(digest).filter(({ deliveryId }) => !rendered.has(deliveryId));
      return missing.length > 0 ? null : composeDigest(digest, input);
    });
    if (missing.length === 0) return flushed;
    for (const [deliveryId, item] of await renderItems(deps, missing))
      rendered.set(deliveryId, item);
  }
};
