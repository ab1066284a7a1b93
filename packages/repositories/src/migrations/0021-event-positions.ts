// A snapshot's xmax is one more than the last transaction that has ended, which may be less than the
// writer's own id while an older one runs; an event would then show before that one's. So a position is
// the greater of both: above every transaction that has ended and above its own.
import { sql, type Kysely } from 'kysely';

const positionOf = (value: string): string => `
CREATE OR REPLACE FUNCTION next_event_position() RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM pg_current_xact_id();
  RETURN ${value};
END $$;`;

const XMAX = 'pg_snapshot_xmax(pg_current_snapshot())::text::bigint';

export const up = async (db: Kysely<unknown>): Promise<void> => {
  const position = `greatest(${XMAX}, pg_current_xact_id()::text::bigint + 1)`;
  await sql.raw(positionOf(position)).execute(db);
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw(positionOf(XMAX)).execute(db);
};
