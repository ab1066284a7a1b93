import type { Database } from '../database.ts';

/** Deliveries that wait in PostgreSQL and are past their `expiresAt`. */
export const findExpiredWaiting = async (database: Database, limit: number): Promise<string[]> => {
  const { rows } = await database.pool.query<{ id: string }>(
    `SELECT id FROM delivery WHERE dispatch_id IS NULL AND expires_at <= now() LIMIT $1`,
    [limit],
  );
  return rows.map((r) => r.id);
};
