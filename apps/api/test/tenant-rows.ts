import { DEFAULT_TENANT_ID, type Database } from '@carillon/repositories';

const TENANT_TABLES = `
SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
WHERE a.attname = 'tenant_id' AND c.relkind IN ('r', 'p') AND NOT c.relispartition
  AND c.relnamespace = 'public'::regnamespace
  AND c.relname <> ALL ('{acceptance_rate}') -- what was accepted is counted in the background
ORDER BY 1`;

/** Noted in the background whenever a key is used. */
const LEFT_OUT = 'last_used_at';

/** What is done to any tenant is in the log of `default` as well: it is the installation's. */
const OF_OTHERS = `to_jsonb(t) ->> 'entity_type' = 'tenant'`;

/** Every row of the tenant `default`, by table, in an order of its own. */
export const tenantRows = async ({ pool }: Database): Promise<Record<string, unknown>> => {
  const { rows: tables } = await pool.query<{ name: string }>(TENANT_TABLES);
  const parts = tables.map(
    ({ name }) => `SELECT '${name}' AS name, (SELECT jsonb_agg(r ORDER BY r::text)
      FROM (SELECT to_jsonb(t) - '${LEFT_OUT}' AS r FROM "${name}" t
        WHERE tenant_id = $1 AND (${OF_OTHERS}) IS NOT TRUE) AS of) AS rows`,
  );
  const { rows } = await pool.query<{ name: string; rows: unknown }>(parts.join(' UNION ALL '), [
    DEFAULT_TENANT_ID,
  ]);
  return Object.fromEntries(rows.map((table) => [table.name, table.rows]));
};
