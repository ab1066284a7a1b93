// How many dead letters there were, hour by hour and by cause: whether what is wrong grows or shrinks
// cannot be seen in what is there now, since letters go when they are redriven or discarded.
import { sql, type Kysely } from 'kysely';

const UP = `
CREATE TABLE dead_letter_hour (
  tenant_id uuid NOT NULL REFERENCES tenant,
  hour timestamptz NOT NULL,
  causes jsonb NOT NULL,
  PRIMARY KEY (tenant_id, hour)
);
COMMENT ON COLUMN dead_letter_hour.causes IS 'counts by channel, provider, code and version of the template';
CREATE INDEX dead_letter_hour_newest ON dead_letter_hour (hour);
`;

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw(UP).execute(db);
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw('DROP TABLE dead_letter_hour').execute(db);
};
