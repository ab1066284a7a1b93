import type { Database } from '../database.ts';
import type { OpenBroadcast } from './open-broadcast.ts';

/** A broadcast as it was when its page failed. */
export type FailedBroadcast = Pick<OpenBroadcast, 'tenantId' | 'batchId' | 'cursor' | 'failures'>;

// Whoever has failed or gone on with it in the meantime has changed its failures or its cursor.
const PUT_OFF = `
UPDATE broadcast SET failures = failures + 1, failing_since = coalesce(failing_since, now()),
  failure = $5, turn_at = clock_timestamp() + $6 * interval '1 ms'
WHERE tenant_id = $1 AND batch_id = $2 AND cursor = $3 AND failures = $4
  AND finished_at IS NULL AND cancelled_at IS NULL`;

/**
 * Notes that a page could not be made, and gives the broadcast its next turn after a pause. `failure`
 * is a code or a name: what an error says may hold personal data.
 */
export const putOffBroadcast = async (
  { pool }: Database,
  { tenantId, batchId, cursor, failures }: FailedBroadcast,
  { failure, pauseMs }: { readonly failure: string; readonly pauseMs: number },
): Promise<void> => {
  await pool.query(PUT_OFF, [tenantId, batchId, cursor, failures, failure, pauseMs]);
};
