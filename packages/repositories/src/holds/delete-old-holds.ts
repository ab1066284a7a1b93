import type { Database } from '../database.ts';

// One that nobody decided about may hold what is scheduled for in a year.
const OLD = `
SELECT id FROM hold WHERE settled_at < now() - interval '31 days'
  OR (settled_at IS NULL AND last_at < now() - interval '400 days')
ORDER BY last_at LIMIT 1`;

const DELETE_MEMBERS = `
DELETE FROM hold_member WHERE delivery_id IN (
  SELECT delivery_id FROM hold_member WHERE hold_id = $1 LIMIT $2)`;

const DELETE = 'DELETE FROM hold WHERE id = $1';

/** Forgets a month after it was settled what was in a hold, at most `limit` deliveries of one at once. */
export const deleteOldHolds = async ({ pool }: Database, limit: number): Promise<number> => {
  const { rows } = await pool.query<{ id: string }>(OLD);
  const [old] = rows;
  if (old === undefined) return 0;
  const { rowCount } = await pool.query(DELETE_MEMBERS, [old.id, limit]);
  const deleted = rowCount ?? 0;
  if (deleted < limit) await pool.query(DELETE, [old.id]);
  return deleted;
};
