import type { Category } from '@carillon/domain';
import { sql } from 'kysely';
import type { Database } from '../database.ts';

/** Declares a category or replaces what was said of it. True when it is new. */
export const putCategory = async (
  { kysely }: Database,
  tenantId: string,
  category: Category,
): Promise<boolean> => {
  const said = {
    name: category.name,
    opt_out: category.optOut,
    quiet_hours: category.quietHours,
    critical_passes_quiet_hours: category.criticalPassesQuietHours,
    channels: JSON.stringify(category.channels),
    retention_days: category.retentionDays,
  };
  const { created } = await kysely
    .insertInto('category')
    .values({ tenant_id: tenantId, key: category.key, ...said })
    .onConflict((oc) =>
      oc.columns(['tenant_id', 'key']).doUpdateSet({ ...said, updated_at: sql`now()` }),
    )
    // A row that this statement inserted has no version before it.
    .returning(sql<boolean>`xmax = 0`.as('created'))
    .executeTakeFirstOrThrow();
  return created;
};
