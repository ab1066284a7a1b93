import type { Database } from '../database.ts';
import { repeatOnConflict } from '../sql/repeat-on-conflict.ts';
import { RIDING } from './open-states.ts';

// By compare-and-swap on the dispatch that was seen. What is being sent has a lease and is not touched.
const GIVE_BACK = `
UPDATE event_delivery SET dispatch_id = NULL, updated_at = now()
WHERE ${RIDING} AND dispatch_id = ANY ($1::uuid[]) AND status <> 'sending'`;

/** Returns what still waits under these dispatches to PostgreSQL. Resolves to how many events. */
export const giveBackEventDispatches = async (
  { pool }: Database,
  dispatchIds: readonly string[],
): Promise<number> => {
  if (dispatchIds.length === 0) return 0;
  return (await repeatOnConflict(() => pool.query(GIVE_BACK, [dispatchIds]))).rowCount ?? 0;
};
