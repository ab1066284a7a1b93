import type { Database } from '../database.ts';
import { repeatOnConflict } from '../sql/repeat-on-conflict.ts';

const SETTLE = `
DELETE FROM dispatch p WHERE p.id = ANY ($1::uuid[]) AND NOT EXISTS (
  SELECT FROM unnest(p.delivery_ids) AS ids(id) CROSS JOIN LATERAL (
    SELECT FROM delivery d WHERE d.id = ids.id AND d.dispatch_id = p.id
      AND d.status IN ('scheduled', 'queued', 'retrying', 'sending') OFFSET 0) d)`;

/** Deletes those of these dispatches that no delivery rides any more. */
export const settleDispatches = async (
  database: Database,
  dispatchIds: readonly string[],
): Promise<void> => {
  if (dispatchIds.length === 0) return;
  await repeatOnConflict(() =>
    database.pool.query({ name: 'settle-dispatches', text: SETTLE, values: [dispatchIds] }),
  );
};
