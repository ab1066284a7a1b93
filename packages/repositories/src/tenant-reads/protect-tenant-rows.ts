import type { Database } from '../database.ts';

/** The role that reads as one tenant: it may read tables, never write, and policies hold for it. */
export const READER_ROLE = 'carillon_reader';

/** Names the tenant of a session; a session that names none sees no tenant's rows. */
export const TENANT_SETTING = 'carillon.tenant_id';

// Only what is missing is done, as ALTER TABLE waits for everybody who uses the table. Partitions are
// left out: the policy of a table holds for who comes by it, and the role may not read them directly.
// A view asks as who reads it, not as who made it. A row that belongs to nobody (the circuit of an
// account that the environment gave) is everybody's.
const PROTECT = `
DO $$
DECLARE
  found record;
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${READER_ROLE}') THEN
    BEGIN
      CREATE ROLE ${READER_ROLE} NOLOGIN;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL; -- made for another database of this server at the same moment
    END;
  END IF;
  IF NOT pg_has_role('${READER_ROLE}', 'SET') THEN
    EXECUTE format('GRANT ${READER_ROLE} TO %I WITH INHERIT FALSE, SET TRUE', current_user);
  END IF;
  FOR found IN
    SELECT c.relname AS name, c.relkind = 'v' AS is_view, a.attname IS NOT NULL AS of_tenants,
      coalesce(a.attnotnull, true) AS always
    FROM pg_class c
    LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v') AND NOT c.relispartition
      AND NOT has_table_privilege('${READER_ROLE}', c.oid, 'SELECT')
  LOOP
    IF found.is_view THEN
      EXECUTE format('ALTER VIEW %I SET (security_invoker = true)', found.name);
    ELSIF found.of_tenants THEN
      EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', found.name);
      EXECUTE format('DROP POLICY IF EXISTS own_tenant ON %I', found.name); -- a dump brings it along
      EXECUTE format('CREATE POLICY own_tenant ON %I USING (%s tenant_id = '
        'nullif(current_setting(''${TENANT_SETTING}'', true), '''')::uuid)', found.name,
        CASE WHEN found.always THEN '' ELSE 'tenant_id IS NULL OR' END);
    END IF;
    EXECUTE format('GRANT SELECT ON %I TO ${READER_ROLE}', found.name);
  END LOOP;
EXCEPTION WHEN insufficient_privilege THEN
  RAISE WARNING 'tenants are not kept apart by PostgreSQL too: the user may not create roles';
END $$`;

/**
 * Lets the reader role see the rows of one tenant and no others, in every table that has tenants.
 * Who owns the tables is not bound by the policies, so accepting, sending and the chores cost what
 * they did. Where the user may not create roles nothing changes.
 */
export const protectTenantRows = async ({ pool }: Database): Promise<void> => {
  await pool.query(PROTECT);
};
