import type { Database } from '../database.ts';
import { TENANT_COLUMNS, type TenantRecord } from './tenant-record.ts';

/** The tenant with this id, or null. */
export const findTenant = async (
  { kysely }: Database,
  id: string,
): Promise<TenantRecord | null> => {
  const row = await kysely
    .selectFrom('tenant')
    .select(TENANT_COLUMNS)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
};
