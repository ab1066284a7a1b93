// How many of a redrive's deliveries wait after a failed call: they are looked at a thousand at a time,
// so that what was seen of each is kept with it, and their sum with the run.
import { sql, type Kysely } from 'kysely';

const UP = `
ALTER TABLE redrive ADD COLUMN failing boolean NOT NULL DEFAULT false;
ALTER TABLE redrive_run ADD COLUMN failing integer NOT NULL DEFAULT 0;
COMMENT ON COLUMN redrive.failing IS 'whether its run last saw it wait after a failed call';
COMMENT ON COLUMN redrive_run.failing IS 'how many of those under way are failing';
`;

const DOWN = `
ALTER TABLE redrive DROP COLUMN failing;
ALTER TABLE redrive_run DROP COLUMN failing;
`;

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw(UP).execute(db);
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw(DOWN).execute(db);
};
