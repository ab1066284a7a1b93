import type { Database } from '../database.ts';
import type { BroadcastKey } from './find-broadcast-requests.ts';

const FINISH = `
UPDATE broadcast SET finished_at = now()
WHERE tenant_id = $1 AND batch_id = $2 AND cancelled_at IS NOT NULL
  AND (finished_at IS NULL OR finished_at < cancelled_at)`;

/** Says of a cancelled broadcast that nothing of it waits any more. */
export const finishCancelled = async (
  { pool }: Database,
  { tenantId, batchId }: BroadcastKey,
): Promise<void> => void (await pool.query(FINISH, [tenantId, batchId]));
