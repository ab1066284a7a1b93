import type { Database } from '../database.ts';
import { PARTIAL_COLUMNS, type PartialRecord } from './partial-record.ts';

/** A partial of this tenant, or null. */
export const findPartial = async (
  { kysely }: Database,
  { tenantId, name }: { tenantId: string; name: string },
): Promise<PartialRecord | null> => {
  const row = await kysely
    .selectFrom('partial')
    .select(PARTIAL_COLUMNS)
    .where('tenant_id', '=', tenantId)
    .where('name', '=', name)
    .executeTakeFirst();
  return row ?? null;
};
