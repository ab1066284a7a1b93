// The record of Carillon: tenants and keys, what was accepted, what became of it, and what is in
// flight. `notification`, `delivery` and `attempt` are partitioned by day through their time-ordered
// ids; ids of one notification are a family (docs/adr/0003), so that a notification, its deliveries
// and their attempts lie in partitions of the same day.
//
// `delivery` is the only table updated on the hot path. Claim and result must stay HOT updates, so no
// index may touch a column they change: the two partial indexes look at `dispatch_id IS NULL` alone,
// which means "waits in PostgreSQL"; a delivery that has ended keeps a non-null dispatch_id.
import { sql, type Kysely } from 'kysely';

const TYPES = `
CREATE TYPE channel AS ENUM ('email', 'sms', 'whatsapp', 'push', 'webhook', 'in_app', 'system');
CREATE TYPE delivery_status AS ENUM ('scheduled', 'queued', 'sending', 'retrying', 'sent', 'delivered',
  'failed', 'expired', 'cancelled', 'suppressed');
CREATE TYPE outcome AS ENUM ('accepted', 'permanent_recipient', 'permanent_message', 'config',
  'transient', 'rate_limited', 'ambiguous');
CREATE FUNCTION notification_id_of(delivery_id uuid) RETURNS uuid LANGUAGE sql IMMUTABLE STRICT
  PARALLEL SAFE RETURN (left(delivery_id::text, 32) || '0000')::uuid;
CREATE FUNCTION last_delivery_id_of(notification_id uuid) RETURNS uuid LANGUAGE sql IMMUTABLE STRICT
  PARALLEL SAFE RETURN (left(notification_id::text, 32) || 'ffff')::uuid;
`;

const TENANTS = `
CREATE TABLE installation (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  only_one boolean NOT NULL DEFAULT true UNIQUE CHECK (only_one),
  webhook_secret text NOT NULL DEFAULT 'whsec_' || encode(
    decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'), 'base64'),
  created_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO installation DEFAULT VALUES;

CREATE TABLE tenant (
  id uuid PRIMARY KEY,
  name text NOT NULL UNIQUE,
  created_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO tenant (id, name) VALUES ('00000000-0000-7000-8000-000000000001', 'default');

CREATE TABLE api_key (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL REFERENCES tenant,
  name text NOT NULL,
  prefix text NOT NULL UNIQUE,
  secret_hash bytea NOT NULL,
  scopes text[] NOT NULL,
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE subscriber (
  tenant_id uuid NOT NULL REFERENCES tenant,
  id text NOT NULL,
  email text,
  phone text,
  name text,
  locale text,
  timezone text,
  data jsonb NOT NULL DEFAULT '{}',
  inbox_version bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id)
);

CREATE INDEX subscriber_newest ON subscriber (tenant_id, created_at DESC, id DESC);

CREATE TABLE idempotency_key (
  tenant_id uuid NOT NULL,
  key text NOT NULL,
  fingerprint bytea NOT NULL,
  request_id uuid NOT NULL,
  status smallint,
  location text,
  body text,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, key)
);
CREATE INDEX idempotency_key_expiry ON idempotency_key (expires_at);
`;

const NOTIFICATIONS = `
CREATE TABLE batch (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  total integer NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id)
);

CREATE TABLE notification (
  id uuid NOT NULL,
  tenant_id uuid NOT NULL,
  batch_id uuid,
  api_key_id uuid,
  scheduled_at timestamptz,
  expires_at timestamptz NOT NULL,
  priority smallint NOT NULL,
  category text NOT NULL,
  entity_type text,
  entity_id text,
  correlation_id text,
  request json NOT NULL,
  PRIMARY KEY (tenant_id, id)
) PARTITION BY RANGE (id);
COMMENT ON TABLE notification IS 'as accepted, immutable; its time of acceptance is that of its id';
CREATE INDEX notification_batch ON notification (batch_id, id) WHERE batch_id IS NOT NULL;
CREATE INDEX notification_entity ON notification (tenant_id, entity_id, id) WHERE entity_id IS NOT NULL;
CREATE INDEX notification_correlation ON notification (tenant_id, correlation_id, id)
  WHERE correlation_id IS NOT NULL;

CREATE TABLE delivery (
  id uuid NOT NULL PRIMARY KEY,
  tenant_id uuid NOT NULL,
  dispatch_id uuid,
  due_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  lease_until timestamptz,
  sent_at timestamptz,
  delivered_at timestamptz,
  updated_at timestamptz NOT NULL DEFAULT now(),
  lease_token integer NOT NULL DEFAULT 0,
  claim_id uuid,
  channel channel NOT NULL,
  status delivery_status NOT NULL,
  priority smallint NOT NULL,
  attempts smallint NOT NULL DEFAULT 0,
  calls smallint NOT NULL DEFAULT 0,
  max_attempts smallint NOT NULL,
  uncounted_streak smallint NOT NULL DEFAULT 0,
  crashes smallint NOT NULL DEFAULT 0,
  redrives smallint NOT NULL DEFAULT 0,
  at_most_once boolean NOT NULL DEFAULT false,
  address text,
  provider text,
  provider_message_id text,
  last_outcome outcome,
  last_code text,
  last_message text,
  CHECK (dispatch_id IS NOT NULL OR status IN ('scheduled', 'queued', 'retrying'))
) PARTITION BY RANGE (id);
CREATE INDEX delivery_waiting ON delivery (channel, priority, tenant_id, due_at)
  WHERE dispatch_id IS NULL;
CREATE INDEX delivery_expiring ON delivery (expires_at) WHERE dispatch_id IS NULL;
CREATE INDEX delivery_address ON delivery (hashtextextended(lower(address), 0));

CREATE TABLE attempt (
  delivery_id uuid NOT NULL,
  lease_token integer NOT NULL,
  tenant_id uuid NOT NULL,
  started_at timestamptz NOT NULL,
  duration_ms integer NOT NULL,
  number smallint NOT NULL,
  repeats integer NOT NULL DEFAULT 1,
  counted boolean NOT NULL,
  late boolean NOT NULL DEFAULT false,
  outcome outcome NOT NULL,
  provider text,
  code text,
  message text,
  response text,
  provider_message_id text,
  PRIMARY KEY (delivery_id, lease_token)
) PARTITION BY RANGE (delivery_id);
`;

const IN_FLIGHT = `
CREATE TABLE dispatch (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  channel channel NOT NULL,
  priority smallint NOT NULL,
  suspect boolean NOT NULL DEFAULT false,
  delivery_ids uuid[] NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
) WITH (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 2000);

CREATE TABLE dead_letter (
  tenant_id uuid NOT NULL,
  delivery_id uuid NOT NULL,
  channel channel NOT NULL,
  provider text,
  outcome outcome,
  code text NOT NULL,
  message text,
  dead_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, delivery_id)
);
CREATE INDEX dead_letter_newest ON dead_letter (tenant_id, dead_at DESC, delivery_id DESC);

CREATE TABLE suppression (
  tenant_id uuid NOT NULL,
  channel channel NOT NULL,
  address_key text NOT NULL,
  reason text NOT NULL,
  category text,
  until timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, channel, address_key)
);

CREATE TABLE inbox_item (
  tenant_id uuid NOT NULL,
  id uuid NOT NULL,
  subscriber_id text NOT NULL,
  version bigint NOT NULL,
  title text,
  body text NOT NULL,
  url text,
  data jsonb,
  category text NOT NULL,
  seen_at timestamptz,
  read_at timestamptz,
  archived_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id)
);
COMMENT ON COLUMN inbox_item.id IS 'the id of the delivery that put it there';
CREATE INDEX inbox_item_newest ON inbox_item (tenant_id, subscriber_id, id DESC);

CREATE TABLE redrive (
  tenant_id uuid NOT NULL,
  delivery_id uuid NOT NULL,
  redriven_at timestamptz NOT NULL DEFAULT now(),
  code text,
  PRIMARY KEY (tenant_id, delivery_id, redriven_at)
);

CREATE TABLE metric_counter (
  name text NOT NULL,
  labels jsonb NOT NULL,
  value double precision NOT NULL,
  PRIMARY KEY (name, labels)
);
COMMENT ON TABLE metric_counter IS 'what all workers have counted, for the api to print';

CREATE TABLE chore (
  name text PRIMARY KEY,
  next_run_at timestamptz NOT NULL DEFAULT '-infinity'
);
`;

// A day's partition is made apart and then attached: attaching needs only a weak lock on the parent.
const PARTITIONS = `
CREATE FUNCTION uuid_floor(at timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN rpad(lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0'), 32, '0')::uuid;

CREATE FUNCTION new_dispatch_id() RETURNS uuid LANGUAGE sql VOLATILE PARALLEL SAFE
  RETURN (lpad(to_hex((extract(epoch FROM clock_timestamp()) * 1000)::bigint), 12, '0') || '7'
    || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid;

CREATE FUNCTION ensure_partition(parent regclass, day date, fillfactor int) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
  child text := format('%s_%s', parent, to_char(day, 'YYYYMMDD'));
  low uuid := uuid_floor(day::timestamp AT TIME ZONE 'UTC');
  high uuid := uuid_floor((day + 1)::timestamp AT TIME ZONE 'UTC');
BEGIN
  IF to_regclass(child) IS NOT NULL THEN RETURN false; END IF;
  EXECUTE format('CREATE TABLE %I (LIKE %s INCLUDING ALL) WITH (fillfactor = %s)', child, parent, fillfactor);
  EXECUTE format('ALTER TABLE %s ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', parent, child, low, high);
  RETURN true;
END $$;

CREATE TABLE notification_default PARTITION OF notification DEFAULT;
CREATE TABLE delivery_default PARTITION OF delivery DEFAULT;
CREATE TABLE attempt_default PARTITION OF attempt DEFAULT;
`;

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const part of [TYPES, TENANTS, NOTIFICATIONS, IN_FLIGHT, PARTITIONS]) {
    await sql.raw(part).execute(db);
  }
};

const TABLES = `inbox_item, suppression, dead_letter, redrive, dispatch, metric_counter, chore, attempt, delivery, notification,
  batch, idempotency_key, subscriber, api_key, tenant, installation`;

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw(`DROP TABLE ${TABLES}`).execute(db);
  await sql
    .raw(
      `DROP FUNCTION ensure_partition, new_dispatch_id, uuid_floor, last_delivery_id_of, notification_id_of;
       DROP TYPE outcome, delivery_status, channel;`,
    )
    .execute(db);
};
