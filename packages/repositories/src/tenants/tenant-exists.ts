import type { Database } from '../database.ts';

/** Whether there is a tenant with this id, which must be a UUID. */
export const tenantExists = async (database: Database, id: string): Promise<boolean> => {
  const row = await database.kysely
    .selectFrom('tenant')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst();
  return row !== undefined;
};
