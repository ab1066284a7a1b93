import { sql } from 'kysely';
import type { Database } from '../database.ts';
import { API_KEY_COLUMNS, type ApiKeyRecord } from './api-key-record.ts';

export interface ApiKeyPage {
  readonly tenantId: string;
  /** The last one of the page before; its time is in microseconds, as PostgreSQL keeps it. */
  readonly after: { readonly micros: string; readonly id: string } | null;
  readonly limit: number;
}

/** A tenant's keys that are not revoked, the newest first. */
export const listApiKeys = async (
  { kysely }: Database,
  { tenantId, after, limit }: ApiKeyPage,
): Promise<ApiKeyRecord[]> => {
  let query = kysely
    .selectFrom('api_key')
    .select(API_KEY_COLUMNS)
    .where('tenant_id', '=', tenantId)
    .where('revoked_at', 'is', null);
  if (after !== null) {
    query = query.where(
      sql<boolean>`(created_at, id) <
        ('epoch'::timestamptz + ${after.micros}::bigint * interval '1 microsecond', ${after.id}::uuid)`,
    );
  }
  return query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
};
