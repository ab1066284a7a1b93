import type { Database } from '../database.ts';

/** Deletes idempotency keys of `carillon.notify` that are over and refusals older than 30 days. */
export const cleanSubmissions = async (database: Database, limit: number): Promise<number> => {
  const { rowCount: keys } = await database.pool.query(
    `DELETE FROM carillon.submission_key WHERE (tenant_id, key) IN (
       SELECT tenant_id, key FROM carillon.submission_key WHERE expires_at <= now() LIMIT $1
       FOR UPDATE SKIP LOCKED)`,
    [limit],
  );
  const { rowCount: refusals } = await database.pool.query(
    `DELETE FROM carillon.refusal WHERE id IN (
       SELECT id FROM carillon.refusal WHERE refused_at <= now() - interval '30 days' LIMIT $1
       FOR UPDATE SKIP LOCKED)`,
    [limit],
  );
  return (keys ?? 0) + (refusals ?? 0);
};
