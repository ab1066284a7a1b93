import { sql } from 'kysely';
import type { Database } from '../database.ts';
import { TENANT_COLUMNS, type TenantRecord } from './tenant-record.ts';

export interface TenantPage {
  /** The last one of the page before; its time is in microseconds, as PostgreSQL keeps it. */
  readonly after: { readonly micros: string; readonly id: string } | null;
  readonly limit: number;
}

/** All tenants, the newest first. */
export const listTenants = async (
  { kysely }: Database,
  { after, limit }: TenantPage,
): Promise<TenantRecord[]> => {
  let query = kysely.selectFrom('tenant').select(TENANT_COLUMNS);
  if (after !== null) {
    query = query.where(
      sql<boolean>`(created_at, id) <
        ('epoch'::timestamptz + ${after.micros}::bigint * interval '1 microsecond', ${after.id}::uuid)`,
    );
  }
  return query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
};
