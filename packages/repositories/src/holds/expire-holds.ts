import type { Database } from '../database.ts';

// What an open hold is joined by comes within ten minutes of the last; then nothing is put into it any
// more. One that still holds something is found out by its first delivery that waits.
const EXPIRE = `
UPDATE hold h SET status = 'expired', is_open = false, decided_at = now(), settled_at = now()
WHERE h.status = 'held' AND h.last_at < now() - interval '10 minutes'
  AND NOT EXISTS (
    SELECT FROM hold_member m CROSS JOIN LATERAL (
      SELECT FROM delivery d WHERE d.id = m.delivery_id AND d.tenant_id = m.tenant_id
        AND d.status = 'scheduled' AND d.dispatch_id IS NULL OFFSET 0) d
    WHERE m.hold_id = h.id)
  AND NOT EXISTS (
    SELECT FROM broadcast b
    WHERE b.hold_id = h.id AND b.finished_at IS NULL AND b.cancelled_at IS NULL)`;

/**
 * Ends holds in which nothing waits any more, as it has expired or was cancelled one by one before
 * anybody decided. Resolves to how many they were.
 */
export const expireHolds = async ({ pool }: Database): Promise<number> =>
  (await pool.query(EXPIRE)).rowCount ?? 0;
