// What a key may carry beside its scopes: a rate of its own and the addresses it may be used from.
// And rotation: a key keeps its id and gets a new secret, the old one moves to `retired_secret` and
// works until `ends_at`. Rows stay after that, so that a secret that was once retired is never taken
// for a new key. Lists of keys and tenants go by the time they were made, as seeded ids tell none.
import { sql, type Kysely } from 'kysely';

const UP = `
ALTER TABLE api_key ADD COLUMN rate_limit jsonb, ADD COLUMN allowed_ips text[];
CREATE INDEX api_key_newest ON api_key (tenant_id, created_at DESC, id DESC);
CREATE INDEX tenant_newest ON tenant (created_at DESC, id DESC);

CREATE TABLE retired_secret (
  prefix text PRIMARY KEY,
  tenant_id uuid NOT NULL REFERENCES tenant,
  api_key_id uuid NOT NULL REFERENCES api_key ON DELETE CASCADE,
  secret_hash bytea NOT NULL,
  ends_at timestamptz NOT NULL
);
CREATE INDEX retired_secret_key ON retired_secret (api_key_id);
`;

const DOWN = `
DROP TABLE retired_secret;
DROP INDEX tenant_newest, api_key_newest;
ALTER TABLE api_key DROP COLUMN rate_limit, DROP COLUMN allowed_ips;
`;

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw(UP).execute(db);
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw(DOWN).execute(db);
};
