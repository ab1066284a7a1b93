// Which classes of waiting deliveries the dispatchers hold back just now, because every account that
// could send them is shut or its budget is spent. Only they know: circuits and accounts of the
// environment are not all in the database. `carillon_oldest_due_seconds` leaves these out, since no
// further worker could send them. A mark ends by itself, so that one of a dead worker does no harm;
// nothing is lost with the table, so it is unlogged.
import { sql, type Kysely } from 'kysely';

const HELD_CLASSES = `
CREATE UNLOGGED TABLE held_class (
  tenant_id uuid NOT NULL,
  channel channel NOT NULL,
  until timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, channel)
);`;

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw(HELD_CLASSES).execute(db);
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw('DROP TABLE held_class').execute(db);
};
