import type { Database } from '../database.ts';

/** Deletes collapse slots whose deliveries have expired, at most `limit`. Resolves to how many. */
export const deleteExpiredSlots = async (database: Database, limit: number): Promise<number> => {
  const { rowCount } = await database.pool.query(
    `DELETE FROM collapse_slot WHERE (tenant_id, channel, address_key, key) IN (
       SELECT tenant_id, channel, address_key, key FROM collapse_slot WHERE expires_at <= now()
       LIMIT $1 FOR UPDATE SKIP LOCKED)`,
    [limit],
  );
  return rowCount ?? 0;
};
