import type { Database } from '../database.ts';
import { DELIVERY_COLUMNS, type DeliveryRecord } from './delivery-record.ts';

// One range of ids for each notification: both bounds are known per row, so each looks into one
// partition.
const LIST = `
SELECT ${DELIVERY_COLUMNS}
FROM unnest($2::uuid[]) AS of(id)
  JOIN delivery d ON d.id > of.id AND d.id <= last_delivery_id_of(of.id)
WHERE d.tenant_id = $1
ORDER BY d.id`;

/** All deliveries of these notifications, in the order of their ids. */
export const listDeliveriesOf = async (
  database: Database,
  { tenantId, notificationIds }: { tenantId: string; notificationIds: readonly string[] },
): Promise<DeliveryRecord[]> => {
  if (notificationIds.length === 0) return [];
  return (await database.pool.query<DeliveryRecord>(LIST, [tenantId, notificationIds])).rows;
};
