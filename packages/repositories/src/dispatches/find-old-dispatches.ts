import type { Database } from '../database.ts';
import type { DispatchRow } from './dispatch-row.ts';

export type OldDispatch = Omit<DispatchRow, 'deliveryIds'> & { readonly ageMs: number };

const FIND = `
SELECT id, tenant_id AS "tenantId", channel, priority AS rank, suspect,
  (extract(epoch FROM now() - created_at) * 1000)::float8 AS "ageMs"
FROM dispatch WHERE created_at < now() - $1 * interval '1 ms' AND id > $2
ORDER BY id LIMIT $3`;

/** A page of the dispatches that are older than `minAgeMs`, in the order of their ids. */
export const findOldDispatches = async (
  database: Database,
  page: { minAgeMs: number; after: string; limit: number },
): Promise<OldDispatch[]> =>
  (await database.pool.query<OldDispatch>(FIND, [page.minAgeMs, page.after, page.limit])).rows;
