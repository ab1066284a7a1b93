import { sql } from 'kysely';
import type { Database } from '../database.ts';

export type TenantSettings = Readonly<Record<string, unknown>>;

/** A tenant's settings as they were stored; empty where nothing ever was. */
export const findTenantSettings = async (
  { kysely }: Database,
  tenantId: string,
): Promise<TenantSettings> => {
  const row = await kysely
    .selectFrom('tenant_setting')
    .select('settings')
    .where('tenant_id', '=', tenantId)
    .executeTakeFirst();
  return row?.settings ?? {};
};

/** Replaces the sections that are named and leaves the others. */
export const patchTenantSettings = async (
  { kysely }: Database,
  tenantId: string,
  sections: TenantSettings,
): Promise<TenantSettings> => {
  const settings = JSON.stringify(sections);
  const row = await kysely
    .insertInto('tenant_setting')
    .values({ tenant_id: tenantId, settings })
    .onConflict((oc) =>
      oc.column('tenant_id').doUpdateSet({
        settings: sql`tenant_setting.settings || excluded.settings`,
        updated_at: sql`now()`,
      }),
    )
    .returning('settings')
    .executeTakeFirstOrThrow();
  return row.settings;
};
