import type { Database } from '../database.ts';

const FIND = `SELECT id FROM delivery WHERE dispatch_id IS NULL AND expires_at <= now() LIMIT $1`;

/** Deliveries that wait in PostgreSQL and are past their `expiresAt`. */
export const findExpiredWaiting = async (database: Database, limit: number): Promise<string[]> => {
  const query = { name: 'find-expired', text: FIND, values: [limit] };
  const { rows } = await database.pool.query<{ id: string }>(query);
  return rows.map((r) => r.id);
};
