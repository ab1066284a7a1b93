// `carillon.notify`: an application asks for a notification inside its own transaction, in the same
// database. The row it leaves commits or rolls back with everything else; an api takes it afterwards
// and accepts it as if it had come by REST (docs/transactional-notify.md).
//
// The function runs with the rights of whoever migrated, so that a caller needs EXECUTE on it and
// nothing else. It decides by `session_user`, which a SECURITY DEFINER function does not change, for
// whom a caller may speak. Its search_path names our schema and, last, the temporary one, so that no
// caller can put a table of his own before ours. No NOTIFY: it would serialise the
// commits of every caller.
import { sql, type Kysely } from 'kysely';

const TABLES = `
CREATE SCHEMA carillon;
COMMENT ON SCHEMA carillon IS 'what applications may call inside their own transactions';

CREATE TABLE carillon.sender (
  role_name name NOT NULL,
  tenant_id uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
  PRIMARY KEY (role_name, tenant_id)
);
COMMENT ON TABLE carillon.sender IS 'which roles may ask for notifications of which tenants';

CREATE TABLE carillon.submission (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  request text NOT NULL,
  tries smallint NOT NULL DEFAULT 0,
  due_at timestamptz NOT NULL DEFAULT '-infinity'
) WITH (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 2000);
COMMENT ON TABLE carillon.submission IS 'asked for and not yet accepted or refused; the id is the notification''s';

CREATE TABLE carillon.submission_key (
  tenant_id uuid NOT NULL,
  key text NOT NULL,
  fingerprint bytea NOT NULL,
  submission_id uuid NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, key)
);
CREATE INDEX submission_key_expiry ON carillon.submission_key (expires_at);

CREATE TABLE carillon.refusal (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  code text NOT NULL,
  detail text NOT NULL,
  errors jsonb NOT NULL DEFAULT '[]',
  first_id uuid,
  refused_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX refusal_age ON carillon.refusal (refused_at);
COMMENT ON TABLE carillon.refusal IS 'asked for and not accepted, with the reason; kept for 30 days';
`;

const FUNCTIONS = `
CREATE FUNCTION carillon.own_tenants() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT t.id FROM tenant t
  WHERE pg_has_role(session_user, current_user, 'member')
  UNION
  SELECT s.tenant_id FROM carillon.sender s JOIN pg_roles r ON r.rolname = s.role_name
  WHERE pg_has_role(session_user, r.oid, 'member')
$$;

CREATE FUNCTION carillon.tenant_named(wanted text) RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE found uuid[];
BEGIN
  SELECT array_agg(t.id) INTO found FROM carillon.own_tenants() AS own(id) JOIN tenant t USING (id)
  WHERE wanted IS NULL OR t.id::text = wanted OR t.name = wanted;
  IF found IS NULL THEN
    RAISE EXCEPTION 'role % may not notify for this tenant', session_user USING ERRCODE = '42501',
      HINT = 'An operator allows it: SELECT carillon.allow(''role'', ''tenant'').';
  ELSIF cardinality(found) > 1 THEN
    RAISE EXCEPTION 'role % may notify for several tenants: name one', session_user
      USING ERRCODE = '22023', HINT = 'carillon.notify(request, tenant => ''name'')';
  END IF;
  RETURN found[1];
END $$;

CREATE FUNCTION carillon.notify(request jsonb, idempotency_key text DEFAULT NULL, tenant text DEFAULT NULL)
RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  own_tenant uuid := carillon.tenant_named(tenant);
  asked text := request::text;
  print bytea := sha256(convert_to(asked, 'UTF8'));
  new_id uuid := (lpad(to_hex((extract(epoch FROM clock_timestamp()) * 1000)::bigint), 12, '0') || '7'
    || substr(replace(gen_random_uuid()::text, '-', ''), 14, 15) || '0000')::uuid;
  known record;
BEGIN
  IF jsonb_typeof(request) IS DISTINCT FROM 'object' OR NOT request ? 'to' THEN
    RAISE EXCEPTION 'the request is no notification: it must be an object with "to"'
      USING ERRCODE = '22023', HINT = 'It is the body of POST /api/v1/notifications.';
  ELSIF (request ? 'content') = (request ? 'template') THEN
    RAISE EXCEPTION 'the request must have exactly one of "content" and "template"' USING ERRCODE = '22023';
  ELSIF octet_length(asked) > 262144 THEN
    RAISE EXCEPTION 'the request is larger than 256 KiB' USING ERRCODE = '54000';
  ELSIF idempotency_key !~ '^[\\x21-\\x7e]{1,255}$' THEN
    RAISE EXCEPTION 'an idempotency key has 1 to 255 visible ASCII characters' USING ERRCODE = '22023';
  END IF;
  IF idempotency_key IS NOT NULL THEN
    INSERT INTO carillon.submission_key AS k (tenant_id, key, fingerprint, submission_id, expires_at)
    VALUES (own_tenant, idempotency_key, print, new_id, now() + interval '24 hours')
    ON CONFLICT (tenant_id, key) DO UPDATE SET fingerprint = excluded.fingerprint,
      submission_id = excluded.submission_id, expires_at = excluded.expires_at
      WHERE k.expires_at <= now();
    IF NOT FOUND THEN
      SELECT k.submission_id, k.fingerprint INTO known FROM carillon.submission_key k
      WHERE k.tenant_id = own_tenant AND k.key = idempotency_key;
      IF known.fingerprint = print THEN RETURN known.submission_id; END IF;
      RAISE EXCEPTION 'this idempotency key was used for another request' USING ERRCODE = '22023',
        HINT = 'A key stands for one request for 24 hours.';
    END IF;
  END IF;
  INSERT INTO carillon.submission (id, tenant_id, request) VALUES (new_id, own_tenant, asked);
  RETURN new_id;
END $$;
COMMENT ON FUNCTION carillon.notify IS
  'Asks for a notification when this transaction commits; its id. The request is the body of POST /notifications.';

CREATE FUNCTION carillon.submission_status(submission_id uuid)
RETURNS TABLE (state text, code text, detail text, errors jsonb, notification_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  WITH own AS MATERIALIZED (SELECT id FROM carillon.own_tenants() AS own(id))
  SELECT 'waiting', NULL, NULL, NULL::jsonb, NULL::uuid
  FROM carillon.submission s WHERE s.id = $1 AND s.tenant_id IN (SELECT id FROM own)
  UNION ALL
  SELECT CASE WHEN r.first_id IS NULL THEN 'refused' ELSE 'duplicate' END, r.code, r.detail, r.errors, r.first_id
  FROM carillon.refusal r WHERE r.id = $1 AND r.tenant_id IN (SELECT id FROM own)
  UNION ALL
  SELECT 'accepted', NULL, NULL, NULL, n.id
  FROM notification n WHERE n.id = $1 AND n.tenant_id IN (SELECT id FROM own)
  UNION ALL
  SELECT 'accepted', NULL, NULL, NULL, NULL
  FROM batch b WHERE b.id = $1 AND b.tenant_id IN (SELECT id FROM own)
$$;
COMMENT ON FUNCTION carillon.submission_status IS
  'What became of a carillon.notify: waiting, accepted, refused (with code) or duplicate; no row when it rolled back';

CREATE FUNCTION carillon.allow(role_name name, tenant text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE wanted uuid := carillon.tenant_named(tenant);
BEGIN
  INSERT INTO carillon.sender VALUES (role_name, wanted) ON CONFLICT DO NOTHING;
  EXECUTE format('GRANT USAGE ON SCHEMA carillon TO %I', role_name);
  EXECUTE format('GRANT EXECUTE ON FUNCTION carillon.notify(jsonb, text, text), carillon.submission_status(uuid) TO %I', role_name);
END $$;
COMMENT ON FUNCTION carillon.allow IS 'Lets a role ask for notifications of a tenant, and nothing else';

CREATE FUNCTION carillon.disallow(role_name name, tenant text) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, public, pg_temp AS $$
  DELETE FROM carillon.sender s WHERE s.role_name = $1 AND s.tenant_id = carillon.tenant_named($2)
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA carillon FROM PUBLIC;
`;

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw(TABLES).execute(db);
  await sql.raw(FUNCTIONS).execute(db);
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw('DROP SCHEMA carillon CASCADE').execute(db);
};
