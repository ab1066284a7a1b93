import type { Database } from '../database.ts';
import { RIDING } from './open-states.ts';

const FIND = `
SELECT DISTINCT dispatch_id AS id FROM event_delivery
WHERE ${RIDING} AND status <> 'sending' AND updated_at < now() - $1 * interval '1 ms' LIMIT $2`;

/** Dispatches that events have been riding for longer than `minAgeMs` without being sent. */
export const findOldEventDispatches = async (
  { pool }: Database,
  { minAgeMs, limit }: { minAgeMs: number; limit: number },
): Promise<string[]> =>
  (await pool.query<{ id: string }>(FIND, [minAgeMs, limit])).rows.map(({ id }) => id);
