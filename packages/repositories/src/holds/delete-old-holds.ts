import type { Database } from '../database.ts';

const IS_OLD = `h.settled_at < now() - interval '31 days'`;

const DELETE_MEMBERS = `
DELETE FROM hold_member WHERE delivery_id = ANY (ARRAY(
  SELECT m.delivery_id FROM hold h JOIN hold_member m ON m.hold_id = h.id WHERE ${IS_OLD} LIMIT $1))`;

const DELETE = `
DELETE FROM hold WHERE id = ANY (ARRAY(
  SELECT h.id FROM hold h
  WHERE ${IS_OLD} AND NOT EXISTS (SELECT FROM hold_member m WHERE m.hold_id = h.id) LIMIT $1))`;

/**
 * Forgets holds a month after they were settled, what was in them first: at most `limit` deliveries and
 * as many holds at once. Resolves to how many rows went.
 */
export const deleteOldHolds = async ({ pool }: Database, limit: number): Promise<number> => {
  const { rowCount: members } = await pool.query(DELETE_MEMBERS, [limit]);
  const { rowCount: holds } = await pool.query(DELETE, [limit]);
  return (members ?? 0) + (holds ?? 0);
};
