import { DEFAULT_TENANT_ID, NOBODY, type Database } from '../../src/index.ts';

const MAKE = `
SELECT ensure_partition(parent::regclass, (now() - day * interval '1 day')::date, 100)
FROM generate_series(1, $1::int) AS day,
  unnest(ARRAY['notification', 'delivery', 'attempt', 'event', 'event_delivery']) AS parent`;

const FILL = `
WITH old AS MATERIALIZED (
  SELECT overlay(uuid_floor(now() - day * interval '1 day')::text
    PLACING lpad(to_hex(i), 8, '0') FROM 25 FOR 8)::uuid AS id, i, now() - day * interval '1 day' AS at
  FROM generate_series(0, $1::int) AS day, generate_series(1, $2::int) AS i
), n AS (
  INSERT INTO notification (id, tenant_id, expires_at, priority, category, entity_id, correlation_id, request)
  SELECT id, $3, at, 3, 'transactional', 'order-' || i, 'call-' || i, '{"to": {}}' FROM old
), d AS (
  INSERT INTO delivery (id, tenant_id, dispatch_id, due_at, expires_at, channel, status, priority,
    max_attempts, address, updated_at)
  SELECT overlay(id::text PLACING '0001' FROM 33)::uuid, $3, $4, at, at, 'email', 'sent', 3, 5,
    'person' || i || '@example.com', at
  FROM old
)
INSERT INTO attempt (delivery_id, lease_token, tenant_id, started_at, duration_ms, number, counted, outcome)
SELECT overlay(id::text PLACING '0001' FROM 33)::uuid, 1, $3, at, 5, 1, true, 'accepted' FROM old`;

/** Gives past days partitions with notifications that were sent, and the planner its statistics. */
export const fillDays = async (
  { pool }: Database,
  { days, aDay }: { readonly days: number; readonly aDay: number },
): Promise<void> => {
  await pool.query(MAKE, [days]);
  await pool.query(FILL, [days, aDay, DEFAULT_TENANT_ID, NOBODY]);
  await pool.query('VACUUM (ANALYZE) notification, delivery, attempt, event, event_delivery');
};
