import type { Database } from '../database.ts';
import { NOBODY } from '../deliveries/nobody.ts';
import { deliveryEvents, TOLD_OF_DELIVERY } from '../events/delivery-events.ts';
import { eventParts } from '../events/event-parts.ts';
import { repeatOnConflict } from '../sql/repeat-on-conflict.ts';

// Each notification looks up its own range of ids: joined as a whole, the two sides meet each other
// row by row, and a thousand deliveries take half a second. Nothing is locked here: PostgreSQL 18.4
// crashes when it looks again at a row that another has changed below LATERAL with FOR UPDATE.
const FIND = `
WITH page AS MATERIALIZED (
  SELECT n.id FROM notification n
  WHERE n.tenant_id = $1 AND n.batch_id = $2 AND n.id > $3::uuid ORDER BY n.id LIMIT $4
)
SELECT (SELECT id FROM page ORDER BY id DESC LIMIT 1) AS last, (SELECT count(*) FROM page)::int AS seen,
  ARRAY(SELECT d.id FROM page n CROSS JOIN LATERAL (
    SELECT d.id FROM delivery d
    WHERE d.tenant_id = $1 AND d.id > n.id AND d.id <= last_delivery_id_of(n.id)
      AND d.status IN ('scheduled', 'queued', 'retrying') OFFSET 0) d ORDER BY d.id) AS ids`;

const CANCEL = `
WITH cancelled AS (
  UPDATE delivery d SET status = 'cancelled', updated_at = now(),
    dispatch_id = coalesce(d.dispatch_id, '${NOBODY}')
  WHERE d.id = ANY ($1::uuid[]) AND d.id >= $2::uuid AND d.id <= $3::uuid AND d.tenant_id = $4
    AND d.status IN ('scheduled', 'queued', 'retrying')
  RETURNING ${TOLD_OF_DELIVERY}
), ${eventParts([deliveryEvents('cancelled')])}
SELECT count(*)::int AS n FROM cancelled`;

/** Notifications that one statement looks at: as many as lock their deliveries for a moment only. */
const PAGE = 2_000;

export interface CancelledPage {
  /** Deliveries that were cancelled. */
  readonly cancelled: number;
  /** The last notification looked at; null when there is none after it. */
  readonly next: string | null;
}

/**
 * Cancels what waits of a batch's next notifications, from `after` on. A batch's id is made before
 * those of its notifications, so it is where to begin.
 */
export const cancelPage = async (
  { pool }: Database,
  { tenantId, batchId, after }: { tenantId: string; batchId: string; after: string },
): Promise<CancelledPage> => {
  const values = [tenantId, batchId, after, PAGE];
  const { rows } = await pool.query<{ last: string | null; seen: number; ids: string[] }>(
    FIND,
    values,
  );
  const { last = null, seen = 0, ids = [] } = rows[0] ?? {};
  const cancelled = ids.length === 0 ? 0 : await cancelAll(pool, tenantId, ids);
  return { cancelled, next: seen < PAGE ? null : last };
};

const cancelAll = async (
  pool: Database['pool'],
  tenantId: string,
  ids: readonly string[],
): Promise<number> => {
  const values = [ids, ids[0], ids.at(-1), tenantId];
  const { rows } = await repeatOnConflict(() => pool.query<{ n: number }>(CANCEL, values));
  return rows[0]?.n ?? 0;
};
