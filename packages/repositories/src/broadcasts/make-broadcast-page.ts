import type pg from 'pg';
import type { Database } from '../database.ts';
import type { AcceptedNotification } from '../notifications/accept-flush.ts';
import { storeWithin } from '../notifications/store-keyed.ts';
import { inTransaction } from '../sql/in-transaction.ts';
import { fetchAddresses, type SubscriberAddresses } from '../subscribers/fetch-addresses.ts';
import type { OpenBroadcast } from './open-broadcast.ts';

export interface PageMaker {
  /** At most so many members. */
  readonly sizeFor: (broadcast: OpenBroadcast) => number;
  /** Their notifications: one each, none of them riding a dispatch. */
  readonly plan: (
    broadcast: OpenBroadcast,
    members: readonly SubscriberAddresses[],
  ) => readonly AcceptedNotification[];
}

// Its last turn lies in the past, unless that failed: then it has been put off.
const TAKE = `
SELECT b.tenant_id AS "tenantId", b.batch_id AS "batchId", b.topic_id AS "topicId",
  b.api_key_id AS "apiKeyId", b.priority AS rank, b.scheduled_at AS "scheduledAt",
  b.expires_at AS "expiresAt", b.cursor, b.request, coalesce(s.settings, '{}') AS settings,
  EXISTS (SELECT FROM event_subscription e WHERE e.tenant_id = b.tenant_id) AS "tellsEvents",
  b.failures, coalesce(extract(epoch FROM now() - b.failing_since) * 1000, 0)::float8 AS "failingMs"
FROM broadcast b LEFT JOIN tenant_setting s ON s.tenant_id = b.tenant_id
WHERE b.finished_at IS NULL AND b.cancelled_at IS NULL AND b.hold_id IS NULL
  AND (b.scheduled_at IS NULL OR b.scheduled_at <= now()) AND b.turn_at <= clock_timestamp()
ORDER BY b.priority, b.turn_at LIMIT 1 FOR UPDATE OF b SKIP LOCKED`;

// Who joins or leaves locks the topic's row, and so does its end: after this, the members stand still.
const HOLD_TOPIC = `
SELECT FROM topic WHERE id = $1 AND tenant_id = $2 AND deleted_at IS NULL FOR SHARE`;

// Without statistics, as of a topic made just now, the planner would fetch and sort all members for each
// page; the key has them in order.
const IN_ORDER = 'SET LOCAL enable_sort = off';

// The time of acceptance is compared where it is kept: a Date has no microseconds.
const MEMBERS = `
SELECT m.subscriber_id AS id FROM topic_member m
WHERE m.topic_id = $3 AND m.tenant_id = $1 AND m.subscriber_id > $4 AND m.joined_at <=
    (SELECT accepted_at FROM broadcast WHERE tenant_id = $1 AND batch_id = $2)
ORDER BY m.subscriber_id LIMIT $5`;

// Who left before his turn does not count in the end.
const ADVANCE = `
WITH advanced AS (
  UPDATE broadcast SET cursor = coalesce($3, cursor), made = made + $4, turn_at = clock_timestamp(),
    finished_at = CASE WHEN $5 THEN now() END, failures = 0, failing_since = NULL, failure = NULL
  WHERE tenant_id = $1 AND batch_id = $2
  RETURNING made
)
UPDATE batch SET total = made FROM advanced WHERE $5 AND tenant_id = $1 AND id = $2`;

const nextMembers = async (
  client: pg.PoolClient,
  { tenantId, batchId, topicId, cursor }: OpenBroadcast,
  limit: number,
): Promise<string[]> => {
  const { rowCount } = await client.query(HOLD_TOPIC, [topicId, tenantId]);
  if (rowCount === 0) return [];
  await client.query(IN_ORDER);
  const values = [tenantId, batchId, topicId, cursor, limit];
  const { rows } = await client.query<{ id: string }>(MEMBERS, values);
  return rows.map(({ id }) => id);
};

const store = async (
  client: pg.PoolClient,
  { tenantId, batchId, apiKeyId, tellsEvents }: OpenBroadcast,
  notifications: readonly AcceptedNotification[],
): Promise<void> => {
  if (notifications.length === 0) return;
  const batch = { id: batchId, total: null };
  const request = { requestId: batchId, tenantId, apiKeyId, idempotency: null, batch, tellsEvents };
  const flush = { requests: [{ ...request, notifications }], dispatches: [] };
  await storeWithin(client, flush);
};

/**
 * Gives the next members of one broadcast their notifications: the most urgent one that is due, then
 * the one whose turn was longest ago; several workers take different ones. All of it is one transaction
 * under the broadcast's row lock, so that a worker that dies has made the page or has not, and any other
 * goes on. Resolves to how many members it was; null when no broadcast is open.
 */
export const makeBroadcastPage = (
  database: Database,
  { sizeFor, plan }: PageMaker,
): Promise<number | null> =>
  inTransaction(database, async (client) => {
    const { rows } = await client.query<OpenBroadcast>(TAKE);
    const [broadcast] = rows;
    if (broadcast === undefined) return null;
    const { tenantId, batchId } = broadcast;
    const size = sizeFor(broadcast);
    const ids = await nextMembers(client, broadcast, size);
    const push = broadcast.request.channels.includes('push');
    const keys = ids.map((subscriberId) => ({ tenantId, subscriberId, push }));
    const notifications = plan(broadcast, await fetchAddresses({ pool: client }, keys));
    await store(client, broadcast, notifications);
    const isLast = ids.length < size;
    await client.query(ADVANCE, [tenantId, batchId, ids.at(-1), notifications.length, isLast]);
    return ids.length;
  });
