// What links that leave us are sealed with, such as those to unsubscribe. They have to work for a year
// whatever happens to the keys of CREDENTIALS_KEYS, which are made to be rotated; and the secret of
// webhooks is known to those who receive them. So the installation has one of its own. Who can read it
// can read every address beside it.
import { sql, type Kysely } from 'kysely';

const UP = `
ALTER TABLE installation ADD COLUMN link_secret text NOT NULL
  DEFAULT replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '')`;

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw(UP).execute(db);
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw('ALTER TABLE installation DROP COLUMN link_secret').execute(db);
};
