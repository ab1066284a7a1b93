import type { Database } from '../database.ts';

/** When a recipient read what a delivery put into his inbox. */
export interface ReadMark {
  readonly deliveryId: string;
  readonly at: Date;
}

// An item has the id of its delivery, or, with a collapse key, names the newest that updated it. That
// one is looked for among the subscriber's items with a key: there is no index by delivery.
const LIST = `
SELECT d.id AS "deliveryId", i.read_at AS at
FROM delivery d CROSS JOIN LATERAL (
  SELECT read_at FROM inbox_item
    WHERE tenant_id = $1 AND id = d.id AND delivery_id IS NULL
  UNION ALL
  SELECT read_at FROM inbox_item
    WHERE tenant_id = $1 AND subscriber_id = d.address AND collapse_key IS NOT NULL
      AND delivery_id = d.id
  OFFSET 0) i
WHERE d.tenant_id = $1 AND d.id > $2::uuid AND d.id <= last_delivery_id_of($2::uuid)
  AND d.channel = 'in_app' AND i.read_at IS NOT NULL`;

/**
 * Which of a notification's deliveries are read in the inbox, and since when. One whose item shows a
 * newer delivery by now, was erased, or is unread again is not among them.
 */
export const listReadsOf = async (
  { pool }: Database,
  { tenantId, notificationId }: { tenantId: string; notificationId: string },
): Promise<ReadMark[]> => (await pool.query<ReadMark>(LIST, [tenantId, notificationId])).rows;
