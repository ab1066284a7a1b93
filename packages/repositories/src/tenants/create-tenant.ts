import { insertApiKey, type NewApiKey } from '../api-keys/insert-api-key.ts';
import type { Database } from '../database.ts';
import { TENANT_COLUMNS, type TenantRecord } from './tenant-record.ts';

export interface NewTenant {
  readonly id: string;
  readonly name: string;
  /** Its first key. */
  readonly firstKey: Omit<NewApiKey, 'tenantId'>;
}

/** Stores a tenant and its first key, both or none; null where there is one of that name. */
export const createTenant = async (
  database: Database,
  { id, name, firstKey }: NewTenant,
): Promise<TenantRecord | null> =>
  database.kysely.transaction().execute(async (kysely) => {
    const tenant = await kysely
      .insertInto('tenant')
      .values({ id, name })
      .onConflict((oc) => oc.column('name').doNothing())
      .returning(TENANT_COLUMNS)
      .executeTakeFirst();
    if (tenant === undefined) return null;
    await insertApiKey({ ...database, kysely }, { ...firstKey, tenantId: id });
    return tenant;
  });
