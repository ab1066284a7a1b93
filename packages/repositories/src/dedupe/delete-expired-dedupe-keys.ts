import type { Database } from '../database.ts';

/** Deletes dedupe keys whose windows are over, at most `limit`. Resolves to how many. */
export const deleteExpiredDedupeKeys = async (
  database: Database,
  limit: number,
): Promise<number> => {
  const { rowCount } = await database.pool.query(
    `DELETE FROM dedupe_key WHERE (tenant_id, key) IN (
       SELECT tenant_id, key FROM dedupe_key WHERE expires_at <= now() LIMIT $1
       FOR UPDATE SKIP LOCKED)`,
    [limit],
  );
  return rowCount ?? 0;
};
