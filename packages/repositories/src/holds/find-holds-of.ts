import type { HoldReason } from '@carillon/domain';
import type { Database } from '../database.ts';

/** That a delivery was put into a hold. */
export interface HoldMark {
  readonly deliveryId: string;
  readonly holdId: string;
  readonly reason: HoldReason;
  readonly measured: number;
  readonly allowed: number;
}

const FIND = `
SELECT m.delivery_id AS "deliveryId", h.id AS "holdId", h.reason, h.measured,
  h.allowed
FROM hold_member m JOIN hold h ON h.id = m.hold_id
WHERE m.tenant_id = $1 AND m.delivery_id > $2::uuid AND m.delivery_id <= last_delivery_id_of($2::uuid)`;

/** Which deliveries of a notification were held when it was accepted, and in which hold. */
export const findHoldsOf = async (
  { pool }: Database,
  { tenantId, notificationId }: { tenantId: string; notificationId: string },
): Promise<HoldMark[]> => (await pool.query<HoldMark>(FIND, [tenantId, notificationId])).rows;
