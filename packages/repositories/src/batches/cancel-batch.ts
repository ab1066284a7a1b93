import { finishCancelled } from '../broadcasts/finish-cancelled.ts';
import { stopBroadcast } from '../broadcasts/stop-broadcast.ts';
import type { Database } from '../database.ts';
import { cancelPage } from './cancel-page.ts';

const BEGIN = `
INSERT INTO audit_entry (tenant_id, action, entity_type, entity_id)
SELECT tenant_id, 'batch_cancelled', 'batch', id::text FROM batch WHERE tenant_id = $1 AND id = $2`;

export interface CancelBatch {
  readonly tenantId: string;
  readonly id: string;
  /** When it is this late (`performance.now()`), the workers are left to cancel the rest. */
  readonly untilMs: number;
}

/**
 * Cancels every delivery of a batch that still waits; of a broadcast first those that were not made
 * yet, so that none is made any more. Resolves to how many those were until `untilMs`. Null when the
 * tenant has no such batch.
 */
export const cancelBatch = async (
  database: Database,
  { tenantId, id, untilMs }: CancelBatch,
): Promise<{ cancelled: number } | null> => {
  const { rowCount } = await database.pool.query(BEGIN, [tenantId, id]);
  if (rowCount === 0) return null;
  const key = { tenantId, batchId: id };
  let cancelled = await stopBroadcast(database, key);
  let next: string | null = id;
  while (next !== null && performance.now() < untilMs) {
    const page = await cancelPage(database, { ...key, after: next });
    cancelled += page.cancelled;
    next = page.next;
  }
  if (next === null) await finishCancelled(database, key);
  return { cancelled };
};
