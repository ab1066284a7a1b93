// Broadcasts and digests whose turn fails step aside, so that those behind them have theirs: how often
// in a row and since when it failed, and with what, is kept with the row, and so is the next turn, in the
// column that orders turns anyway (`turn_at`, `closes_at`). When that goes on for a day it is given up.
// Digests that have failed have an index of their own: a pass takes all others first.
//
// A broadcast may end before its last member has had his turn without anybody cancelling it; `ended_as`
// is then the state that the others count as.
import { sql, type Kysely } from 'kysely';

const UP = `
ALTER TABLE broadcast
  ADD COLUMN failures integer NOT NULL DEFAULT 0,
  ADD COLUMN failing_since timestamptz,
  ADD COLUMN failure text,
  ADD COLUMN ended_as text CHECK (ended_as IN ('failed', 'expired'));
COMMENT ON COLUMN broadcast.failures IS 'turns in a row that failed';
COMMENT ON COLUMN broadcast.failure IS 'the last error by its SQLSTATE or name: a message may hold personal data';

ALTER TABLE digest
  ADD COLUMN failures integer NOT NULL DEFAULT 0,
  ADD COLUMN failing_since timestamptz;
DROP INDEX digest_closing;
CREATE INDEX digest_closing ON digest (closes_at) WHERE flushed_at IS NULL AND failures = 0;
CREATE INDEX digest_failing ON digest (closes_at) WHERE flushed_at IS NULL AND failures > 0;
`;

const DOWN = `
DROP INDEX digest_closing, digest_failing;
CREATE INDEX digest_closing ON digest (closes_at) WHERE flushed_at IS NULL;
ALTER TABLE digest DROP COLUMN failures, DROP COLUMN failing_since;
ALTER TABLE broadcast DROP COLUMN failures, DROP COLUMN failing_since, DROP COLUMN failure,
  DROP COLUMN ended_as;
`;

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw(UP).execute(db);
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw(DOWN).execute(db);
};
