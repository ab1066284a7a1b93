import { normalisedForCompare } from '@carillon/domain';
import type pg from 'pg';
import { type CollapsingDelivery, collapseDeliveries } from '../collapse/collapse-deliveries.ts';
import type { Database } from '../database.ts';
import { type DedupeDraw, takeDedupeKeys } from '../dedupe/take-dedupe-keys.ts';
import { type DigestJoin, joinDigests } from '../digests/join-digests.ts';
import { inTransaction } from '../sql/in-transaction.ts';
import { joinHolds } from '../holds/join-holds.ts';
import type { AcceptFlush, AcceptRequest } from './accept-flush.ts';
import { acceptStatement } from './accept-statement.ts';

/** Whether a request brings keys that are unique in time, a hold among them: others need no look at any. */
export const isKeyed = ({ notifications, hold }: AcceptRequest): boolean =>
  hold != null ||
  notifications.some(
    (n) =>
      n.dedupe !== undefined ||
      n.collapseKey !== undefined ||
      n.deliveries.some(({ digest }) => digest !== undefined),
  );

/** The requests that were not stored because of their idempotency key; null: none was, one was outrun. */
export type StoredKeyed = string[] | null;

/**
 * Stores requests with their keys in one transaction: rows first, so that who has lost his
 * idempotency key takes nothing else. It is not for the hot pool: it looks at single rows.
 */
export const storeKeyed = (database: Database, flush: AcceptFlush): Promise<StoredKeyed> =>
  inTransaction(database, async (client) => {
    const lost = await storeWithin(client, flush);
    // The transaction begins anew, so that there is something to commit.
    if (lost === null) await client.query('ROLLBACK AND CHAIN');
    return lost;
  });

/** The same within a transaction, which is to be rolled back when one was outrun. */
export const storeWithin = async (
  client: pg.PoolClient,
  flush: AcceptFlush,
): Promise<StoredKeyed> => {
  const { rows } = await client.query<{ request_id: string }>(acceptStatement(flush));
  const lost = rows.map((r) => r.request_id);
  const stored = flush.requests.filter(({ requestId }) => !lost.includes(requestId));
  if (!(await takeDedupeKeys(client, drawsOf(stored)))) return null;
  // Digests before the deliveries in them, as a flush locks them too.
  await joinDigests(client, joinsOf(stored));
  await collapseDeliveries(client, collapsingOf(stored));
  await joinHolds(client, stored);
  return lost;
};

const drawsOf = (requests: readonly AcceptRequest[]): DedupeDraw[] =>
  requests.flatMap(({ tenantId, notifications }) =>
    notifications.flatMap(({ id, dedupe }) =>
      dedupe === undefined ? [] : [{ tenantId, notificationId: id, rule: dedupe }],
    ),
  );

const collapsingOf = (requests: readonly AcceptRequest[]): CollapsingDelivery[] =>
  requests.flatMap(({ tenantId, notifications }) =>
    notifications.flatMap(({ collapseKey: key, expiresAt, deliveries }) => {
      if (key === undefined) return [];
      const waiting = deliveries.filter(({ status }) => status !== 'suppressed');
      return waiting.map(({ id, channel, address }) => {
        const addressKey = normalisedForCompare(channel, address ?? '');
        return { tenantId, deliveryId: id, channel, addressKey, key, expiresAt };
      });
    }),
  );

const joinsOf = (requests: readonly AcceptRequest[]): DigestJoin[] =>
  requests.flatMap(({ tenantId, notifications }) =>
    notifications.flatMap(({ category, deliveries }) =>
      deliveries.flatMap(({ id, channel, address, digest }) => {
        if (digest === undefined) return [];
        const addressKey = normalisedForCompare(channel, address ?? '');
        return [{ tenantId, deliveryId: id, channel, addressKey, category, ...digest }];
      }),
    ),
  );
