import type { Database } from '../database.ts';

/** The sources of a tenant's partials by name; names that nothing has are left out. */
export const fetchPartials = async (
  { kysely }: Database,
  { tenantId, names }: { tenantId: string; names: readonly string[] },
): Promise<ReadonlyMap<string, string>> => {
  if (names.length === 0) return new Map();
  const rows = await kysely
    .selectFrom('partial')
    .select(['name', 'source'])
    .where('tenant_id', '=', tenantId)
    .where('name', 'in', names)
    .execute();
  return new Map(rows.map(({ name, source }) => [name, source]));
};
