import type { Database } from '../database.ts';

/** Forgets a partial; versions that were saved with it keep it. False where there is none. */
export const deletePartial = async (
  { kysely }: Database,
  { tenantId, name }: { tenantId: string; name: string },
): Promise<boolean> => {
  const { numDeletedRows } = await kysely
    .deleteFrom('partial')
    .where('tenant_id', '=', tenantId)
    .where('name', '=', name)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
};
