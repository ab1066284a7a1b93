import type { Database } from '../database.ts';
import { broadcastEvents, TOLD_OF_BROADCAST } from '../events/broadcast-events.ts';
import { eventParts } from '../events/event-parts.ts';
import type { FailedBroadcast } from './put-off-broadcast.ts';

const GIVE_UP = `
WITH given_up AS (
  UPDATE broadcast b SET failures = failures + 1, failure = $5, ended_as = 'failed', finished_at = now()
  WHERE b.tenant_id = $1 AND b.batch_id = $2 AND b.cursor = $3 AND b.failures = $4
    AND b.finished_at IS NULL AND b.cancelled_at IS NULL
  RETURNING ${TOLD_OF_BROADCAST}, b.failures
), audited AS (
  INSERT INTO audit_entry (tenant_id, action, entity_type, entity_id, after)
  SELECT tenant_id, 'broadcast_failed', 'batch', batch_id::text,
    jsonb_build_object('topic', topic, 'made', made, 'failures', failures, 'reason', failure)
  FROM given_up
), ${eventParts([broadcastEvents('given_up')])}
SELECT FROM given_up`;

/** Ends a broadcast whose page fails for good: who had no turn gets none, and counts as failed. */
export const giveUpBroadcast = async (
  { pool }: Database,
  { tenantId, batchId, cursor, failures }: FailedBroadcast,
  failure: string,
): Promise<void> => {
  await pool.query(GIVE_UP, [tenantId, batchId, cursor, failures, failure]);
};
