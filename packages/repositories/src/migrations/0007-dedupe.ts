// The first notification of each dedupe key. A key is taken in the transaction that stores its
// notification, by an upsert that succeeds only when nobody holds it or his window is over, so that of
// twins that come at once exactly one is stored, whichever process they came to.
import { sql, type Kysely } from 'kysely';

const DEDUPE = `
CREATE TABLE dedupe_key (
  tenant_id uuid NOT NULL,
  key text NOT NULL,
  notification_id uuid NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, key)
);
CREATE INDEX dedupe_key_expiry ON dedupe_key (expires_at);
`;

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw(DEDUPE).execute(db);
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw('DROP TABLE dedupe_key').execute(db);
};
