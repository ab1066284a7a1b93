import type { Database } from '../database.ts';

/** What a key may do, as stored. */
export interface StoredApiKey {
  readonly id: string;
  readonly tenantId: string;
  readonly secretHash: Buffer;
  readonly scopes: readonly string[];
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}

/** The key with this prefix, whatever has become of it, or null. */
export const findApiKey = async (
  database: Database,
  prefix: string,
): Promise<StoredApiKey | null> => {
  const row = await database.kysely
    .selectFrom('api_key')
    .select(['id', 'tenant_id', 'secret_hash', 'scopes', 'expires_at', 'revoked_at'])
    .where('prefix', '=', prefix)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    id: row.id,
    tenantId: row.tenant_id,
    secretHash: row.secret_hash,
    scopes: row.scopes,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
  };
};
