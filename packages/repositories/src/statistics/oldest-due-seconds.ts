import type { Database } from '../database.ts';

/** Of the dispatches that wait, the oldest: the longest due delivery rides one of them. */
const OLDEST_DISPATCHES = 100;

// Due deliveries either wait here, found by one probe per class (a loose index scan), or ride a job.
// What is held is not overdue: classes that nobody may send, and deliveries whose time is yet to come
// (quiet hours, caps, retries), though their job may be old.
const OLDEST = `
WITH RECURSIVE class AS (
  (SELECT channel, priority, tenant_id FROM delivery WHERE dispatch_id IS NULL
    ORDER BY channel, priority, tenant_id LIMIT 1)
  UNION ALL
  SELECT next.* FROM class c CROSS JOIN LATERAL (
    SELECT d.channel, d.priority, d.tenant_id FROM delivery d WHERE d.dispatch_id IS NULL
      AND (d.channel, d.priority, d.tenant_id) > (c.channel, c.priority, c.tenant_id)
    ORDER BY d.channel, d.priority, d.tenant_id LIMIT 1) next
), since AS (
  SELECT first.due_at AS at FROM class c CROSS JOIN LATERAL (
    SELECT d.due_at FROM delivery d WHERE d.dispatch_id IS NULL AND d.channel = c.channel
      AND d.priority = c.priority AND d.tenant_id = c.tenant_id
    ORDER BY d.due_at LIMIT 1) first
  WHERE ($1::uuid IS NULL OR c.tenant_id = $1) AND NOT EXISTS (SELECT FROM held_class h
    WHERE h.tenant_id = c.tenant_id AND h.channel = c.channel AND h.until > now())
  UNION ALL
  (SELECT first.at FROM (
    SELECT id, delivery_ids FROM dispatch WHERE $1::uuid IS NULL OR tenant_id = $1 ORDER BY id
  ) p CROSS JOIN LATERAL (
    SELECT min(d.due_at) AS at FROM unnest(p.delivery_ids) AS ids(id) CROSS JOIN LATERAL (
      SELECT d.due_at FROM delivery d WHERE d.id = ids.id AND d.dispatch_id = p.id
        AND d.status IN ('scheduled', 'queued', 'retrying') AND d.due_at <= now() OFFSET 0) d
  ) first
  WHERE first.at IS NOT NULL LIMIT ${OLDEST_DISPATCHES})
)
SELECT greatest(0, extract(epoch FROM now() - min(at)))::float8 AS seconds FROM since WHERE at <= now()`;

/**
 * How long the oldest due delivery that is not held has waited, of one tenant or (null) of all; 0 when
 * none waits.
 */
export const oldestDueSeconds = async (
  database: Database,
  tenantId: string | null,
): Promise<number> => {
  const { rows } = await database.pool.query<{ seconds: number | null }>({
    name: 'oldest-due',
    text: OLDEST,
    values: [tenantId],
  });
  return rows[0]?.seconds ?? 0;
};
