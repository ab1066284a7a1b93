import { openDatabase } from '../database.ts';
import { hashApiKey, parseApiKey } from './api-key-text.ts';

/** The tenant that the first migration makes. */
export const DEFAULT_TENANT_ID = '00000000-0000-7000-8000-000000000001';

export interface SeedApiKey {
  readonly key: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly tenantId?: string;
}

const SEED = `
INSERT INTO api_key (id, tenant_id, name, prefix, secret_hash, scopes)
SELECT gen_random_uuid(), $1, $2, $3, $4, $5
WHERE NOT EXISTS (SELECT FROM retired_secret WHERE prefix = $3)
ON CONFLICT (prefix) DO UPDATE SET scopes = excluded.scopes, name = excluded.name
RETURNING revoked_at IS NULL AS good`;

/**
 * Stores a key made by `generateApiKey`, or brings the stored one's scopes up to date. False when the
 * key was revoked or rotated since: a start does not undo that.
 */
export const seedApiKey = async (databaseUrl: string, seed: SeedApiKey): Promise<boolean> => {
  const parsed = parseApiKey(seed.key);
  if (parsed === null) throw new Error('not an API key: expected cln_live_<id>_<secret>');
  const database = openDatabase({
    url: databaseUrl,
    maxConnections: 1,
    applicationName: 'carillon-seed',
  });
  try {
    const { rows } = await database.pool.query<{ good: boolean }>(SEED, [
      seed.tenantId ?? DEFAULT_TENANT_ID,
      seed.name,
      parsed.prefix,
      hashApiKey(parsed.secret),
      seed.scopes,
    ]);
    return rows[0]?.good === true;
  } finally {
    await database.close();
  }
};
