// Who sends: a tenant's provider accounts and routes, its settings, and what is known about the health
// of an account or endpoint (circuits, back-offs). What vendors tell us afterwards (receipts), and how
// often a recipient was addressed (caps).
//
// `configuration.version` is raised by a trigger with every change of accounts, routes and settings, so
// that a process sees by one cheap read whether what it remembers still holds. A circuit is one row by
// key: `account:<id>`, or for webhooks `endpoint:<tenant>:<digest of the URL>` and `host:<host>`.
// A suppression of one category and one of all may both be there: '' stands for all.
import { sql, type Kysely } from 'kysely';

const CONFIGURATION = `
CREATE TABLE configuration (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  version bigint NOT NULL DEFAULT 1
);
INSERT INTO configuration DEFAULT VALUES;
CREATE FUNCTION raise_configuration_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE configuration SET version = version + 1;
  RETURN NULL;
END $$;

ALTER TABLE installation ADD COLUMN environment_channels channel[];
COMMENT ON COLUMN installation.environment_channels IS 'what the workers can send for every tenant, by accounts of their environment; null until one has started';

CREATE TABLE provider_account (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL REFERENCES tenant,
  name text NOT NULL,
  provider text NOT NULL,
  channels channel[] NOT NULL,
  settings jsonb NOT NULL,
  sealed jsonb NOT NULL DEFAULT '{}',
  rate_per_second double precision,
  deadline_ms integer,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (tenant_id, name)
);
COMMENT ON COLUMN provider_account.sealed IS 'secret settings by name, each AES-256-GCM with its key id';

CREATE TABLE route (
  tenant_id uuid NOT NULL REFERENCES tenant,
  channel channel NOT NULL,
  strategy text NOT NULL CHECK (strategy IN ('failover', 'weighted')),
  accounts jsonb NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, channel)
);

CREATE TABLE tenant_setting (
  tenant_id uuid PRIMARY KEY REFERENCES tenant,
  settings jsonb NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TRIGGER provider_account_changed AFTER INSERT OR UPDATE OR DELETE ON provider_account
  EXECUTE FUNCTION raise_configuration_version();
CREATE TRIGGER route_changed AFTER INSERT OR UPDATE OR DELETE ON route
  EXECUTE FUNCTION raise_configuration_version();
CREATE TRIGGER tenant_setting_changed AFTER INSERT OR UPDATE OR DELETE ON tenant_setting
  EXECUTE FUNCTION raise_configuration_version();
`;

const HEALTH = `
CREATE TABLE circuit (
  key text PRIMARY KEY,
  tenant_id uuid,
  account_id uuid,
  state text NOT NULL DEFAULT 'closed' CHECK (state IN ('closed', 'open', 'half_open')),
  reason text,
  opened_at timestamptz,
  next_probe_at timestamptz,
  probe_until timestamptz,
  blocked_until timestamptz,
  rate_per_second double precision,
  rate_until timestamptz,
  updated_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN circuit.blocked_until IS 'the other side asked for silence until then (Retry-After)';
COMMENT ON COLUMN circuit.rate_per_second IS 'learned from refusals, or twice the steady rate while it recovers; until rate_until';

CREATE TABLE account_outcome (
  account_id uuid NOT NULL,
  minute timestamptz NOT NULL,
  outcome outcome NOT NULL,
  calls integer NOT NULL,
  PRIMARY KEY (account_id, minute, outcome)
);
CREATE INDEX account_outcome_minute ON account_outcome (minute);

ALTER TABLE attempt ADD COLUMN provider_account_id uuid;
`;

const RECEIPTS = `
CREATE TABLE receipt (
  delivery_id uuid NOT NULL,
  lease_token integer NOT NULL,
  key text NOT NULL,
  tenant_id uuid NOT NULL,
  provider_account_id uuid NOT NULL,
  kind text NOT NULL,
  at timestamptz NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  applied boolean NOT NULL DEFAULT false,
  outcome outcome,
  code text,
  message text,
  provider_message_id text,
  suppress boolean NOT NULL DEFAULT false,
  suppress_days integer,
  raw text NOT NULL,
  PRIMARY KEY (delivery_id, lease_token, key)
);
CREATE INDEX receipt_unapplied ON receipt (received_at) WHERE NOT applied;

ALTER TABLE suppression ADD COLUMN address text;
UPDATE suppression SET address = address_key;
ALTER TABLE suppression ALTER COLUMN address SET NOT NULL, ALTER COLUMN category SET DEFAULT '';
UPDATE suppression SET category = '' WHERE category IS NULL;
ALTER TABLE suppression ALTER COLUMN category SET NOT NULL, DROP CONSTRAINT suppression_pkey,
  ADD PRIMARY KEY (tenant_id, channel, address_key, category);
COMMENT ON COLUMN suppression.address IS 'as it was given; address_key is what is compared';
COMMENT ON COLUMN suppression.category IS 'empty: every category';
CREATE INDEX suppression_newest ON suppression (tenant_id, created_at DESC, address_key DESC);

CREATE TABLE cap_counter (
  tenant_id uuid NOT NULL,
  channel channel NOT NULL,
  category text NOT NULL,
  address_key text NOT NULL,
  window_seconds integer NOT NULL,
  window_ends_at timestamptz NOT NULL,
  used integer NOT NULL,
  PRIMARY KEY (tenant_id, channel, category, address_key, window_seconds, window_ends_at)
);
CREATE INDEX cap_counter_end ON cap_counter (window_ends_at);
`;

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const part of [CONFIGURATION, HEALTH, RECEIPTS]) await sql.raw(part).execute(db);
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(
      `DROP TABLE cap_counter, receipt, account_outcome, circuit, tenant_setting, route, provider_account,
         configuration;
       DROP FUNCTION raise_configuration_version;
       DROP INDEX suppression_newest;
       DELETE FROM suppression WHERE category <> '';
       ALTER TABLE suppression DROP CONSTRAINT suppression_pkey, ALTER COLUMN category DROP NOT NULL,
         ALTER COLUMN category DROP DEFAULT, DROP COLUMN address, ADD PRIMARY KEY (tenant_id, channel, address_key);
       UPDATE suppression SET category = NULL;
       ALTER TABLE installation DROP COLUMN environment_channels;
       ALTER TABLE attempt DROP COLUMN provider_account_id;`,
    )
    .execute(db);
};
