// A hold that nobody has decided about comes to an end when the last of what it holds has: it is then
// `expired`, and not `held` for ever.
import { sql, type Kysely } from 'kysely';

const UP = `
ALTER TABLE hold DROP CONSTRAINT hold_status_check,
  ADD CONSTRAINT hold_status_check CHECK (status IN ('held', 'released', 'discarded', 'expired'));
`;

const DOWN = `
UPDATE hold SET status = 'discarded' WHERE status = 'expired';
ALTER TABLE hold DROP CONSTRAINT hold_status_check,
  ADD CONSTRAINT hold_status_check CHECK (status IN ('held', 'released', 'discarded'));
`;

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw(UP).execute(db);
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw(DOWN).execute(db);
};
