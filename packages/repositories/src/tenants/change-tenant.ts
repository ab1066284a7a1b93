import type { Database } from '../database.ts';
import { TENANT_COLUMNS, type TenantRecord } from './tenant-record.ts';

/** Changes a tenant's weight; null where there is no such tenant. Workers heed it within seconds. */
export const changeTenant = async (
  { kysely }: Database,
  { id, weight }: { id: string; weight: number },
): Promise<TenantRecord | null> => {
  const row = await kysely
    .updateTable('tenant')
    .set({ weight })
    .where('id', '=', id)
    .returning(TENANT_COLUMNS)
    .executeTakeFirst();
  return row ?? null;
};
