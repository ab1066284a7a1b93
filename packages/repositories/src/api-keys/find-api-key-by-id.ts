import type { Database } from '../database.ts';
import { API_KEY_COLUMNS, type ApiKeyRecord } from './api-key-record.ts';

/** The name of one key: a tenant's, never another's. */
export interface ApiKeyId {
  readonly tenantId: string;
  readonly id: string;
}

/** A tenant's key, if it is not revoked. */
export const findApiKeyById = async (
  { kysely }: Database,
  { tenantId, id }: ApiKeyId,
): Promise<ApiKeyRecord | null> => {
  const row = await kysely
    .selectFrom('api_key')
    .select(API_KEY_COLUMNS)
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return row ?? null;
};
