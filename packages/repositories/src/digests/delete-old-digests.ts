import type { Database } from '../database.ts';

// So long members follow their digest; its own delivery and theirs are kept as long as any.
const DELETE = `
WITH old AS (
  SELECT id FROM digest WHERE flushed_at < now() - interval '31 days' AND look_at IS NULL
  ORDER BY flushed_at LIMIT $1 FOR UPDATE SKIP LOCKED
), members AS (
  DELETE FROM digest_member WHERE digest_id IN (SELECT id FROM old)
)
DELETE FROM digest WHERE id IN (SELECT id FROM old)`;

/** Forgets digests that nothing follows any more, at most `limit`. Resolves to how many. */
export const deleteOldDigests = async (database: Database, limit: number): Promise<number> =>
  (await database.pool.query(DELETE, [limit])).rowCount ?? 0;
