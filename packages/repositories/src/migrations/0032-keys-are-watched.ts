// A key that one process revokes or rotates ended in the others when they read it again by themselves:
// after 10 s of use, after 25 of silence. `key_version` rises with every change of what keys may do, in
// the transaction of the change, so that a process sees by one cheap read a second whether what it
// knows still holds. It is not `version`, which rises far more often. Noting that a key is in use, which
// is a change of its row too, raises nothing.
import { sql, type Kysely } from 'kysely';

const UP = `
ALTER TABLE configuration ADD COLUMN key_version bigint NOT NULL DEFAULT 1;
CREATE FUNCTION raise_key_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE configuration SET key_version = key_version + 1;
  RETURN NULL;
END $$;
CREATE TRIGGER api_key_changed
  AFTER DELETE OR UPDATE OF scopes, expires_at, revoked_at, rate_limit, allowed_ips, secret_hash ON api_key
  EXECUTE FUNCTION raise_key_version();
`;

const DOWN = `
DROP TRIGGER api_key_changed ON api_key;
DROP FUNCTION raise_key_version;
ALTER TABLE configuration DROP COLUMN key_version;
`;

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw(UP).execute(db);
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw(DOWN).execute(db);
};
