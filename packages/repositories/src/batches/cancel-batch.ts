import type { Database } from '../database.ts';
import { NOBODY } from '../deliveries/nobody.ts';
import { repeatOnConflict } from '../sql/repeat-on-conflict.ts';

const CANCEL = `
WITH waiting AS MATERIALIZED (
  SELECT d.id FROM notification n JOIN delivery d ON d.id > n.id AND d.id <= last_delivery_id_of(n.id)
  WHERE n.tenant_id = $1 AND n.batch_id = $2 AND n.id > $2::uuid AND d.tenant_id = $1
    AND d.id > $2::uuid AND d.status IN ('scheduled', 'queued', 'retrying')
  ORDER BY d.id FOR UPDATE OF d
), cancelled AS (
  UPDATE delivery d SET status = 'cancelled', updated_at = now(),
    dispatch_id = coalesce(d.dispatch_id, '${NOBODY}')
  FROM waiting w
  WHERE d.id = w.id AND d.id > $2::uuid AND d.status IN ('scheduled', 'queued', 'retrying')
  RETURNING d.id
)
SELECT (SELECT count(*) FROM cancelled)::int AS cancelled
FROM batch WHERE tenant_id = $1 AND id = $2`;

/** Cancels every delivery of a batch that still waits. Null when the tenant has no such batch. */
export const cancelBatch = async (
  database: Database,
  { tenantId, id }: { tenantId: string; id: string },
): Promise<{ cancelled: number } | null> => {
  const { rows } = await repeatOnConflict(() =>
    database.pool.query<{ cancelled: number }>(CANCEL, [tenantId, id]),
  );
  return rows[0] ?? null;
};
