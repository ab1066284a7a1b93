import type { Database } from '../database.ts';
import type { KeyRateLimit } from './key-rate-limit.ts';

/** What a key may do, as stored. */
export interface StoredApiKey {
  readonly id: string;
  readonly tenantId: string;
  readonly secretHash: Buffer;
  readonly scopes: readonly string[];
  /** Null where the limits that hold for every key are enough. */
  readonly rateLimit: KeyRateLimit | null;
  /** Addresses and networks that it may be used from; null for everywhere. */
  readonly allowedIps: readonly string[] | null;
  /** When it ends, or this secret of it, which was replaced by a rotation. */
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}

const FIND = `
SELECT k.id, k.tenant_id AS "tenantId", s.secret_hash AS "secretHash", k.scopes,
  k.rate_limit AS "rateLimit", k.allowed_ips AS "allowedIps",
  least(k.expires_at, s.ends_at) AS "expiresAt", k.revoked_at AS "revokedAt"
FROM (
  SELECT id, secret_hash, NULL::timestamptz FROM api_key WHERE prefix = $1
  UNION ALL
  SELECT api_key_id, secret_hash, ends_at FROM retired_secret WHERE prefix = $1
) AS s(key_id, secret_hash, ends_at)
JOIN api_key k ON k.id = s.key_id`;

/** The key with this prefix, or with one that it had before a rotation, whatever has become of it. */
export const findApiKey = async (
  { pool }: Database,
  prefix: string,
): Promise<StoredApiKey | null> => {
  const { rows } = await pool.query<StoredApiKey>(FIND, [prefix]);
  return rows[0] ?? null;
};
