import { OPEN_STATUSES } from '@carillon/domain';
import type pg from 'pg';
import type { Database } from '../database.ts';
import { deliveryEvents, TOLD_OF_DELIVERY } from '../events/delivery-events.ts';
import { eventParts } from '../events/event-parts.ts';
import { inTransaction } from '../sql/in-transaction.ts';
import { repeatOnConflict } from '../sql/repeat-on-conflict.ts';

const MOST = 200;

const FIND_DUE = `SELECT id FROM digest WHERE look_at <= now() ORDER BY look_at LIMIT ${MOST}`;
const FIND_CARRIED = 'SELECT id FROM digest WHERE carrier_id = ANY ($1::uuid[])';

const LOCK = 'SELECT id FROM digest WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE SKIP LOCKED';

const OPEN = OPEN_STATUSES.map((status) => `'${status}'`).join(', ');

// Members are `sending` while their carrier is under way, whatever it waits for: what is part of a
// message cannot be cancelled any more. Then they are what it is. Who had left before the flush, as
// cancelled or expired, does not follow; nothing follows out of `cancelled`.
const FOLLOW = `
WITH carried AS MATERIALIZED (
  SELECT g.id AS digest_id, g.flushed_at, c.tenant_id, c.sent_at, c.delivered_at, c.attempts, c.provider,
    c.provider_message_id, c.last_outcome, c.last_code, c.last_message, c.status AS own_status,
    CASE WHEN c.status IN (${OPEN}) THEN 'sending' ELSE c.status END AS status
  FROM digest g LEFT JOIN LATERAL (
    SELECT * FROM delivery c WHERE c.id = g.carrier_id AND c.tenant_id = g.tenant_id OFFSET 0) c ON true
  WHERE g.id = ANY ($1::uuid[])
), followed AS (
  UPDATE delivery d SET status = c.status, updated_at = now(), sent_at = c.sent_at,
    delivered_at = c.delivered_at, attempts = c.attempts, provider = c.provider,
    provider_message_id = c.provider_message_id, last_outcome = c.last_outcome,
    last_code = c.last_code, last_message = c.last_message
  FROM carried c JOIN digest_member dm ON dm.digest_id = c.digest_id
  WHERE d.id = dm.delivery_id AND d.tenant_id = c.tenant_id AND d.dispatch_id = c.digest_id
    AND d.status NOT IN ('scheduled', 'cancelled') AND d.status <> c.status
  RETURNING ${TOLD_OF_DELIVERY}
), looked AS (
  UPDATE digest g SET look_at = CASE
    WHEN c.own_status IS NULL OR c.own_status IN ('delivered', 'cancelled', 'suppressed')
      OR c.flushed_at < now() - interval '30 days' THEN NULL
    ELSE now() + greatest(interval '250 ms', (now() - c.flushed_at) / 10) END
  FROM carried c WHERE g.id = c.digest_id
), ${eventParts([deliveryEvents('followed')])}
SELECT id FROM followed`;

const find = async (
  { pool }: Database,
  carrierIds: readonly string[] | null,
): Promise<readonly string[]> => {
  const query =
    carrierIds === null
      ? { name: 'digests-to-look-at', text: FIND_DUE }
      : { name: 'digests-carried', text: FIND_CARRIED, values: [carrierIds] };
  return (await pool.query<{ id: string }>(query)).rows.map(({ id }) => id);
};

/**
 * Gives members the state of their digests' carriers: of those named, or (null) of those whose time to
 * look has come. The digests are locked first, so that of two that follow the later sees the newer
 * state. Resolves to the members whose state has changed.
 */
export const followDigests = async (
  database: Database,
  carrierIds: readonly string[] | null,
): Promise<string[]> => {
  const found = carrierIds?.length === 0 ? [] : await find(database, carrierIds);
  if (found.length === 0) return [];
  return repeatOnConflict(() => inTransaction(database, (client) => followWithin(client, found)));
};

const followWithin = async (client: pg.PoolClient, digestIds: readonly string[]) => {
  const locked = await client.query<{ id: string }>(LOCK, [digestIds]);
  const ids = locked.rows.map(({ id }) => id);
  return (await client.query<{ id: string }>(FOLLOW, [ids])).rows.map(({ id }) => id);
};
