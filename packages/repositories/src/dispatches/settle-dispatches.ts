import type { Database } from '../database.ts';
import { repeatOnConflict } from '../sql/repeat-on-conflict.ts';

const SETTLE = `
DELETE FROM dispatch p WHERE p.id = ANY ($1::uuid[]) AND NOT EXISTS (
  SELECT FROM delivery d WHERE d.id = ANY (p.delivery_ids) AND d.dispatch_id = p.id
    AND d.status IN ('scheduled', 'queued', 'retrying', 'sending'))`;

/** Deletes those of these dispatches that no delivery rides any more. */
export const settleDispatches = async (
  database: Database,
  dispatchIds: readonly string[],
): Promise<void> => {
  if (dispatchIds.length === 0) return;
  await repeatOnConflict(() => database.pool.query(SETTLE, [dispatchIds]));
};
