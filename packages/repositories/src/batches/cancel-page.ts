import type { Database } from '../database.ts';
import { NOBODY } from '../deliveries/nobody.ts';
import { repeatOnConflict } from '../sql/repeat-on-conflict.ts';

// Each notification looks up its own range of ids: joined as a whole, the two sides meet each other
// row by row, and a thousand deliveries take half a second.
const CANCEL = `
WITH page AS MATERIALIZED (
  SELECT n.id FROM notification n
  WHERE n.tenant_id = $1 AND n.batch_id = $2 AND n.id > $3::uuid ORDER BY n.id LIMIT $4
), waiting AS MATERIALIZED (
  SELECT d.id FROM (SELECT id FROM page ORDER BY id OFFSET 0) n CROSS JOIN LATERAL (
    SELECT d.id FROM delivery d
    WHERE d.tenant_id = $1 AND d.id > n.id AND d.id <= last_delivery_id_of(n.id)
      AND d.status IN ('scheduled', 'queued', 'retrying')
    ORDER BY d.id FOR UPDATE) d
), cancelled AS (
  UPDATE delivery d SET status = 'cancelled', updated_at = now(),
    dispatch_id = coalesce(d.dispatch_id, '${NOBODY}')
  WHERE d.id = ANY (ARRAY(SELECT w.id FROM waiting w)) AND d.id > $3::uuid
    AND d.status IN ('scheduled', 'queued', 'retrying')
  RETURNING d.id
)
SELECT (SELECT count(*) FROM cancelled)::int AS cancelled,
  (SELECT id FROM page ORDER BY id DESC LIMIT 1) AS last, (SELECT count(*) FROM page)::int AS seen`;

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
  const { rows } = await repeatOnConflict(() =>
    pool.query<{ cancelled: number; last: string | null; seen: number }>(CANCEL, values),
  );
  const { cancelled = 0, last = null, seen = 0 } = rows[0] ?? {};
  return { cancelled, next: seen < PAGE ? null : last };
};
