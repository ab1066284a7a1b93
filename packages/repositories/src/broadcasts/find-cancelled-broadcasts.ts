import type { Database } from '../database.ts';
import type { BroadcastKey } from './find-broadcast-requests.ts';

const FIND = `
SELECT tenant_id AS "tenantId", batch_id AS "batchId" FROM broadcast
WHERE (finished_at IS NULL OR finished_at < cancelled_at)
  AND cancelled_at < now() - $1 * interval '1 ms' LIMIT 10`;

/** Broadcasts that were cancelled so long ago and of which something may still wait. */
export const findCancelledBroadcasts = async (
  { pool }: Database,
  minAgeMs: number,
): Promise<BroadcastKey[]> => (await pool.query<BroadcastKey>(FIND, [minAgeMs])).rows;
