import type { Database } from '../database.ts';

/** That a delivery was given up, or begun anew, at a moment. */
export interface DeadMark {
  readonly deliveryId: string;
  readonly type: 'dead_lettered' | 'redriven';
  readonly at: Date;
  readonly code: string | null;
}

const LIST = `
SELECT delivery_id AS "deliveryId", 'dead_lettered' AS type, dead_at AS at, code FROM dead_letter
WHERE tenant_id = $1 AND delivery_id > $2::uuid AND delivery_id <= last_delivery_id_of($2::uuid)
UNION ALL
SELECT delivery_id, 'redriven', redriven_at, code FROM redrive
WHERE tenant_id = $1 AND delivery_id > $2::uuid AND delivery_id <= last_delivery_id_of($2::uuid)`;

/** What happened to the deliveries of a notification beside their attempts. */
export const listDeadMarks = async (
  database: Database,
  { tenantId, notificationId }: { tenantId: string; notificationId: string },
): Promise<DeadMark[]> =>
  (await database.pool.query<DeadMark>(LIST, [tenantId, notificationId])).rows;
