import type { Database } from '../database.ts';

/** Of what is being sent just now the result is written first. */
const FIND = `
SELECT DISTINCT r.delivery_id AS id FROM (
  SELECT r.delivery_id FROM receipt r CROSS JOIN LATERAL (
    SELECT d.status FROM delivery d WHERE d.id = r.delivery_id OFFSET 0) d
  WHERE NOT r.applied AND d.status <> 'sending'
  ORDER BY r.received_at LIMIT $1) r`;

/**
 * Deliveries whose receipts have had no effect yet, the longest waiting first. Asked several times a
 * second, mostly for nothing: it looks at deliveries only where a receipt waits.
 */
export const findUnapplied = async ({ pool }: Database, limit: number): Promise<string[]> => {
  const query = { name: 'find-unapplied', text: FIND, values: [limit] };
  const { rows } = await pool.query<{ id: string }>(query);
  return rows.map((row) => row.id);
};
