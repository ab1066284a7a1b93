import type { Database } from '../database.ts';
import { broadcastEvents, TOLD_OF_BROADCAST } from '../events/broadcast-events.ts';
import { eventParts } from '../events/event-parts.ts';

// One that is being decided about is locked, and passed over: the decision comes first.
const EXPIRE = `
WITH ended AS (
  UPDATE broadcast b SET ended_as = 'expired', finished_at = now(), hold_id = NULL
  WHERE (b.tenant_id, b.batch_id) IN (
    SELECT tenant_id, batch_id FROM broadcast
    WHERE hold_id IS NOT NULL AND expires_at <= now() AND finished_at IS NULL AND cancelled_at IS NULL
    ORDER BY tenant_id, batch_id LIMIT $1 FOR UPDATE SKIP LOCKED)
  RETURNING ${TOLD_OF_BROADCAST}
), ${eventParts([broadcastEvents('ended')])}
SELECT FROM ended`;

/**
 * Ends held broadcasts whose time has run out before anybody decided about them, at most `limit`: who
 * had no turn gets none, and counts as expired. Resolves to how many they were.
 */
export const expireHeldBroadcasts = async ({ pool }: Database, limit: number): Promise<number> =>
  (await pool.query(EXPIRE, [limit])).rowCount ?? 0;
