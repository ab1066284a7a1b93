import type { Database } from '../database.ts';
import type { OldDispatch } from './find-old-dispatches.ts';

const FIND = `
SELECT p.id, p.tenant_id AS "tenantId", p.channel, p.priority AS rank, p.suspect,
  (extract(epoch FROM now() - p.created_at) * 1000)::float8 AS "ageMs"
FROM dispatch p
WHERE p.created_at < now() - $1 * interval '1 ms'
  AND ($3::text[] IS NULL OR CASE WHEN p.suspect THEN 'suspect' ELSE p.channel::text END = ANY($3))
  AND EXISTS (
  SELECT FROM unnest(p.delivery_ids) AS ids(id) CROSS JOIN LATERAL (
    SELECT FROM delivery d WHERE d.id = ids.id AND d.dispatch_id = p.id
      AND d.status IN ('scheduled', 'queued', 'retrying') AND d.due_at < now() - $1 * interval '1 ms'
    OFFSET 0) d)
ORDER BY p.id LIMIT $2`;

/** Dispatches with a delivery that has been due for longer than `overdueMs` and still waits; of these queues. */
export const findOverdueDispatches = async (
  database: Database,
  search: { overdueMs: number; limit: number; queues?: readonly string[] },
): Promise<OldDispatch[]> =>
  (
    await database.pool.query<OldDispatch>({
      name: 'overdue-dispatches',
      text: FIND,
      values: [search.overdueMs, search.limit, search.queues ?? null],
    })
  ).rows;
