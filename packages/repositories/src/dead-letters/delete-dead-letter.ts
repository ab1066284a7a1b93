import type { Database } from '../database.ts';

/** Forgets a dead letter; its delivery stays failed. False when there was none. */
export const deleteDeadLetter = async (
  database: Database,
  { tenantId, deliveryId }: { tenantId: string; deliveryId: string },
): Promise<boolean> => {
  const { rowCount } = await database.pool.query(
    'DELETE FROM dead_letter WHERE tenant_id = $1 AND delivery_id = $2',
    [tenantId, deliveryId],
  );
  return rowCount === 1;
};
