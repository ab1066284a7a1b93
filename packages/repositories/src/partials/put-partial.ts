import { sql } from 'kysely';
import type { Database } from '../database.ts';
import { PARTIAL_COLUMNS, type PartialRecord } from './partial-record.ts';

/** Creates a partial or replaces its source; versions that were saved with the old one keep it. */
export const putPartial = async (
  { kysely }: Database,
  { tenantId, name, source }: { tenantId: string; name: string; source: string },
): Promise<{ partial: PartialRecord; created: boolean }> => {
  const { created, ...partial } = await kysely
    .insertInto('partial')
    .values({ tenant_id: tenantId, name, source })
    .onConflict((oc) =>
      oc.columns(['tenant_id', 'name']).doUpdateSet({ source, updated_at: sql`now()` }),
    )
    .returning(PARTIAL_COLUMNS)
    // A row that this statement inserted has no version before it.
    .returning(sql<boolean>`xmax = 0`.as('created'))
    .executeTakeFirstOrThrow();
  return { partial, created };
};
