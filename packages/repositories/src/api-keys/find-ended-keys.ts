import type { Database } from '../database.ts';

const ENDED = `
SELECT k.id FROM unnest($1::uuid[]) AS k(id) LEFT JOIN api_key USING (id)
WHERE api_key.id IS NULL OR revoked_at IS NOT NULL OR expires_at <= now()`;

/** Those of these API keys, of any tenants, that are revoked, expired or gone. */
export const findEndedKeys = async (
  { pool }: Database,
  ids: readonly string[],
): Promise<Set<string>> => {
  if (ids.length === 0) return new Set();
  const { rows } = await pool.query<{ id: string }>(ENDED, [ids]);
  return new Set(rows.map(({ id }) => id));
};
