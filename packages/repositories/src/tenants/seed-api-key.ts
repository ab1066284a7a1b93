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

/** Stores a key made by `generateApiKey`, or brings the stored one's scopes up to date. */
export const seedApiKey = async (databaseUrl: string, seed: SeedApiKey): Promise<void> => {
  const parsed = parseApiKey(seed.key);
  if (parsed === null) throw new Error('not an API key: expected cln_live_<id>_<secret>');
  const database = openDatabase({
    url: databaseUrl,
    maxConnections: 1,
    applicationName: 'carillon-seed',
  });
  try {
    await database.pool.query(
      `INSERT INTO api_key (id, tenant_id, name, prefix, secret_hash, scopes)
       VALUES (gen_random_uuid(), $1, $2, $3, $4, $5)
       ON CONFLICT (prefix) DO UPDATE SET scopes = excluded.scopes, name = excluded.name`,
      [
        seed.tenantId ?? DEFAULT_TENANT_ID,
        seed.name,
        parsed.prefix,
        hashApiKey(parsed.secret),
        seed.scopes,
      ],
    );
  } finally {
    await database.close();
  }
};
