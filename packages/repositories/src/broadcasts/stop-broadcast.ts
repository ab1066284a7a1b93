import type { Database } from '../database.ts';
import type { BroadcastKey } from './find-broadcast-requests.ts';

// A page that is being made holds the row: this waits for it, and no page is made after it.
const STOP = `
UPDATE broadcast b SET cancelled_at = now() FROM batch a
WHERE b.tenant_id = $1 AND b.batch_id = $2 AND b.cancelled_at IS NULL
  AND a.tenant_id = b.tenant_id AND a.id = b.batch_id
RETURNING CASE WHEN b.ended_as IS NULL THEN greatest(a.total - b.made, 0) * b.channels ELSE 0 END
  AS unmade`;

/**
 * Ends the fan-out of a broadcast: no member after those who have their notification gets one.
 * Resolves to how many deliveries are not made for it; 0 where there is nothing to stop.
 */
export const stopBroadcast = async (
  { pool }: Database,
  { tenantId, batchId }: BroadcastKey,
): Promise<number> => {
  const { rows } = await pool.query<{ unmade: number }>(STOP, [tenantId, batchId]);
  return rows[0]?.unmade ?? 0;
};
