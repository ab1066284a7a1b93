import type { Database } from '../database.ts';
import type { Aged } from './delete-old-rows.ts';

/** Batches that one statement looks at. */
const PAGE = 200;

// A batch outlives its notifications; those are younger than it, so older days need no look.
const DELETE = `
WITH page AS MATERIALIZED (
  SELECT b.id FROM batch b
  WHERE b.tenant_id = $1 AND b.id > $3 AND b.id < uuid_floor(now() - $2 * interval '1 day')
  ORDER BY b.id LIMIT ${PAGE}
), over AS MATERIALIZED (
  SELECT p.id FROM page p
  WHERE NOT EXISTS (SELECT FROM broadcast o WHERE o.tenant_id = $1 AND o.batch_id = p.id
      AND (o.finished_at IS NULL OR o.finished_at > now() - $2 * interval '1 day'))
    AND NOT EXISTS (SELECT FROM notification n
      WHERE n.tenant_id = $1 AND n.batch_id = p.id AND n.id > p.id)
), broadcasts AS (
  DELETE FROM broadcast WHERE tenant_id = $1 AND batch_id IN (SELECT id FROM over)
), gone AS (
  DELETE FROM batch WHERE tenant_id = $1 AND id IN (SELECT id FROM over) RETURNING id
)
SELECT (SELECT count(*) FROM gone)::int AS deleted,
  (SELECT id FROM page ORDER BY id DESC LIMIT 1) AS last, (SELECT count(*) FROM page)::int AS seen`;

interface Page {
  readonly deleted: number;
  readonly last: string | null;
  readonly seen: number;
}

/** Deletes batches of this age of which no notification is left. Resolves to how many. */
export const deleteOldBatches = async (
  { pool }: Database,
  { tenantId, days }: Aged,
  endsAt: number,
): Promise<number> => {
  let deleted = 0;
  let after: string | null = '00000000-0000-0000-0000-000000000000';
  while (after !== null && performance.now() < endsAt) {
    const values: unknown[] = [tenantId, days, after];
    const { rows } = await pool.query<Page>(DELETE, values);
    const { deleted: gone = 0, last = null, seen = 0 } = rows[0] ?? {};
    deleted += gone;
    after = seen === PAGE ? last : null;
  }
  return deleted;
};
