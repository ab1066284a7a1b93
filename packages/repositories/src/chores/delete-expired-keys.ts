import type { Database } from '../database.ts';

/** Deletes idempotency keys whose 24 h are over, at most `limit`. Resolves to how many. */
export const deleteExpiredKeys = async (database: Database, limit: number): Promise<number> => {
  const { rowCount } = await database.pool.query(
    `DELETE FROM idempotency_key WHERE (tenant_id, key) IN (
       SELECT tenant_id, key FROM idempotency_key WHERE expires_at <= now() LIMIT $1
       FOR UPDATE SKIP LOCKED)`,
    [limit],
  );
  return rowCount ?? 0;
};
