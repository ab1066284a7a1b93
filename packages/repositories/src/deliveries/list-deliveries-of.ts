import type { Database } from '../database.ts';
import { DELIVERY_COLUMNS, type DeliveryRecord } from './delivery-record.ts';

// One range of ids for each notification: both bounds are known per row, so each looks into one
// partition. Planned once: planning over all partitions takes longer than looking into one.
const LIST = `
SELECT ${DELIVERY_COLUMNS}
FROM unnest($2::uuid[]) AS of(id) CROSS JOIN LATERAL (
  SELECT * FROM delivery d
  WHERE d.tenant_id = $1 AND d.id > of.id AND d.id <= last_delivery_id_of(of.id) OFFSET 0) d
ORDER BY d.id`;

/** All deliveries of these notifications, in the order of their ids. */
export const listDeliveriesOf = async (
  database: Database,
  { tenantId, notificationIds }: { tenantId: string; notificationIds: readonly string[] },
): Promise<DeliveryRecord[]> => {
  if (notificationIds.length === 0) return [];
  const query = { name: 'deliveries-of', text: LIST, values: [tenantId, notificationIds] };
  return (await database.pool.query<DeliveryRecord>(query)).rows;
};
