// Events: what has happened, for the tenant's own systems. A row is written only where an endpoint or
// the tenant's event log subscribes to its type, in the transaction of the change. Rows hold ids, states
// and codes, never an address or content; what the notification said about itself is read with them, so
// that erasing it is enough.
//
// Both tables are partitioned by the day of the event's id. Ids have microseconds, so that of two events
// of one thing the later has the higher id. The log is read by `position`, the server's next transaction
// id when the row was written: it is higher than the writer's own, so every event up to
// `pg_snapshot_xmin` is there for good, and none can appear before one that was read. The writer's own id
// would do as well but for order: a transaction that began earlier may change a row later.
//
// `event_subscription` answers who wants a type; a null endpoint is the log. `configuration.version` rises
// when that answer changes, so that processes can remember who has none.
import { sql, type Kysely } from 'kysely';

const EVENTS = `
CREATE FUNCTION new_event_id() RETURNS uuid LANGUAGE plpgsql VOLATILE PARALLEL SAFE AS $$
DECLARE
  micros bigint := (extract(epoch FROM clock_timestamp()) * 1000000)::bigint;
BEGIN
  RETURN (lpad(to_hex(micros / 1000), 12, '0') || '7' || lpad(to_hex(micros % 1000 * 4), 3, '0')
    || substr(replace(gen_random_uuid()::text, '-', ''), 17))::uuid;
END $$;

CREATE FUNCTION next_event_position() RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM pg_current_xact_id();
  RETURN pg_snapshot_xmax(pg_current_snapshot())::text::bigint;
END $$;
COMMENT ON FUNCTION next_event_position IS 'not for REPEATABLE READ, where the snapshot may be older than the writer';

CREATE TABLE event (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL DEFAULT new_event_id(),
  position bigint NOT NULL DEFAULT next_event_position(),
  type text NOT NULL,
  subject uuid,
  is_logged boolean NOT NULL,
  data jsonb NOT NULL,
  PRIMARY KEY (tenant_id, id)
) PARTITION BY RANGE (id);
COMMENT ON COLUMN event.id IS 'what endpoints get as webhook-id; its time is when it happened';
COMMENT ON COLUMN event.subject IS 'whose events keep their order: the notification, or else what it is about';
COMMENT ON COLUMN event.is_logged IS 'whether the tenant''s event log, not only an endpoint, wanted it';
CREATE INDEX event_log ON event (tenant_id, position, id) WHERE is_logged;
CREATE TABLE event_default PARTITION OF event DEFAULT;
`;

const ENDPOINTS = `
CREATE TABLE event_endpoint (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL REFERENCES tenant,
  url text NOT NULL,
  types text[] NOT NULL,
  description text,
  secret text NOT NULL,
  previous_secret text,
  previous_until timestamptz,
  disabled_at timestamptz,
  disabled_reason text,
  failing_since timestamptz,
  warned_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN event_endpoint.secret IS 'sealed: AES-256-GCM with its key id';
CREATE INDEX event_endpoint_tenant ON event_endpoint (tenant_id, id DESC);

CREATE TABLE event_delivery (
  tenant_id uuid NOT NULL,
  endpoint_id uuid NOT NULL,
  event_id uuid NOT NULL,
  subject uuid,
  status text NOT NULL DEFAULT 'queued'
    CHECK (status IN ('queued', 'sending', 'retrying', 'delivered', 'failed', 'cancelled')),
  due_at timestamptz NOT NULL DEFAULT now(),
  dispatch_id uuid,
  claim_id uuid,
  lease_token integer NOT NULL DEFAULT 0,
  lease_until timestamptz,
  attempts smallint NOT NULL DEFAULT 0,
  last_outcome outcome,
  last_code text,
  last_message text,
  delivered_at timestamptz,
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, endpoint_id, event_id)
) PARTITION BY RANGE (event_id);
CREATE INDEX event_delivery_waiting ON event_delivery (due_at) WHERE dispatch_id IS NULL;
CREATE INDEX event_delivery_open ON event_delivery (endpoint_id, subject, event_id)
  WHERE status IN ('queued', 'sending', 'retrying');
CREATE TABLE event_delivery_default PARTITION OF event_delivery DEFAULT;
`;

const SUBSCRIPTIONS = `
ALTER TABLE installation ADD COLUMN event_log text[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN installation.event_log IS 'types in the log of tenants whose settings do not say';

CREATE VIEW event_subscription AS
SELECT e.tenant_id, t.type, e.id AS endpoint_id
FROM event_endpoint e CROSS JOIN LATERAL unnest(e.types) AS t(type)
WHERE e.disabled_at IS NULL
UNION ALL
SELECT t.id, l.type, NULL
FROM tenant t CROSS JOIN installation i LEFT JOIN tenant_setting s ON s.tenant_id = t.id
  CROSS JOIN LATERAL jsonb_array_elements_text(
    coalesce(s.settings -> 'eventLog', to_jsonb(i.event_log))) AS l(type);

CREATE TRIGGER event_endpoint_changed AFTER INSERT OR DELETE OR UPDATE OF types, disabled_at
  ON event_endpoint EXECUTE FUNCTION raise_configuration_version();
CREATE TRIGGER installation_event_log_changed AFTER UPDATE OF event_log ON installation
  EXECUTE FUNCTION raise_configuration_version();
`;

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const part of [EVENTS, ENDPOINTS, SUBSCRIPTIONS]) await sql.raw(part).execute(db);
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(
      `DROP TRIGGER installation_event_log_changed ON installation;
       DROP VIEW event_subscription;
       ALTER TABLE installation DROP COLUMN event_log;
       DROP TABLE event_delivery, event_endpoint, event;
       DROP FUNCTION next_event_position, new_event_id;`,
    )
    .execute(db);
};
