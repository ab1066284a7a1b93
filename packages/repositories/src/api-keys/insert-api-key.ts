import type { Database } from '../database.ts';
import { hashApiKey, parseApiKey } from './api-key-text.ts';
import { API_KEY_COLUMNS, type ApiKeyRecord } from './api-key-record.ts';

/** A key to store; `key` is its text, of which only a hash is kept. */
export type NewApiKey = Pick<
  ApiKeyRecord,
  'id' | 'tenantId' | 'name' | 'scopes' | 'rateLimit' | 'allowedIps' | 'expiresAt'
> & { readonly key: string };

/** Stores a key that `generateApiKey` made. */
export const insertApiKey = async (
  { kysely }: Database,
  { key, ...about }: NewApiKey,
): Promise<ApiKeyRecord> => {
  const parsed = parseApiKey(key);
  if (parsed === null) throw new Error('not an API key: expected cln_live_<id>_<secret>');
  const { rateLimit, allowedIps } = about;
  return kysely
    .insertInto('api_key')
    .values({
      id: about.id,
      tenant_id: about.tenantId,
      name: about.name,
      prefix: parsed.prefix,
      secret_hash: hashApiKey(parsed.secret),
      scopes: [...about.scopes],
      rate_limit: rateLimit === null ? null : JSON.stringify(rateLimit),
      allowed_ips: allowedIps === null ? null : [...allowedIps],
      expires_at: about.expiresAt,
    })
    .returning(API_KEY_COLUMNS)
    .executeTakeFirstOrThrow();
};
