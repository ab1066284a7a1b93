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

// A list is replaced, an object keeps what the change does not name (RFC 7396, one level deep).
const MERGED = sql<string>`tenant_setting.settings || (
  SELECT coalesce(jsonb_object_agg(key, CASE
    WHEN jsonb_typeof(value) = 'object' AND jsonb_typeof(tenant_setting.settings -> key) = 'object'
    THEN tenant_setting.settings -> key || value ELSE value END), '{}')
  FROM jsonb_each(excluded.settings))`;

/** Changes what is named, in sections too, and leaves the rest. */
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
        settings: MERGED,
        updated_at: sql`now()`,
      }),
    )
    .returning('settings')
    .executeTakeFirstOrThrow();
  return row.settings;
};
