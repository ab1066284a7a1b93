import type { Database } from '../database.ts';

/** Forgets a dead letter; its delivery stays failed. False when there was none. */
export const deleteDeadLetter = async (
  database: Database,
  { tenantId, deliveryId }: { tenantId: string; deliveryId: string },
): Promise<boolean> => {
  const { rowCount } = await database.pool.query(
    `WITH gone AS (
       DELETE FROM dead_letter WHERE tenant_id = $1 AND delivery_id = $2
       RETURNING tenant_id, delivery_id, channel, code
     )
     INSERT INTO audit_entry (tenant_id, action, entity_type, entity_id, before)
     SELECT tenant_id, 'dead_letter_discarded', 'dead_letter', delivery_id::text,
       jsonb_build_object('channel', channel, 'code', code) FROM gone`,
    [tenantId, deliveryId],
  );
  return rowCount === 1;
};
