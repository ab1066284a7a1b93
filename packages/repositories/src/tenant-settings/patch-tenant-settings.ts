import { sql } from 'kysely';
import type { Database } from '../database.ts';

export type TenantSettings = Readonly<Record<string, unknown>>;

const FIND = `
SELECT jsonb_build_object('eventLog', i.event_log) || coalesce(s.settings, '{}') AS settings
FROM installation i LEFT JOIN tenant_setting s ON s.tenant_id = $1`;

/** A tenant's settings as they were stored, with what the installation says where the tenant does not. */
export const findTenantSettings = async (
  { pool }: Database,
  tenantId: string,
): Promise<TenantSettings> => {
  const { rows } = await pool.query<{ settings: TenantSettings }>(FIND, [tenantId]);
  return rows[0]?.settings ?? {};
};

// A list is replaced, an object keeps what the change does not name (RFC 7396, one level deep).
const MERGED = sql<string>`tenant_setting.settings || (
  SELECT coalesce(jsonb_object_agg(key, CASE
    WHEN jsonb_typeof(value) = 'object' AND jsonb_typeof(tenant_setting.settings -> key) = 'object'
    THEN tenant_setting.settings -> key || value ELSE value END), '{}')
  FROM jsonb_each(excluded.settings))`;

/** Changes what is named, in sections too, and leaves the rest. */
export const patchTenantSettings = async (
  database: Database,
  tenantId: string,
  sections: TenantSettings,
): Promise<TenantSettings> => {
  const settings = JSON.stringify(sections);
  await database.kysely
    .insertInto('tenant_setting')
    .values({ tenant_id: tenantId, settings })
    .onConflict((oc) =>
      oc.column('tenant_id').doUpdateSet({
        settings: MERGED,
        updated_at: sql`now()`,
      }),
    )
    .execute();
  return findTenantSettings(database, tenantId);
};
