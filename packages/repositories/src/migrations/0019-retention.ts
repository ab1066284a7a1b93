// What is old goes (docs/retention.md). Whole days are dropped with their partitions; what goes earlier,
// by a category's or a tenant's own days, goes row by row, and `retention_sweep` remembers how far each
// rule of a tenant has come, so that it looks at every notification once. A rule is its own key: one that
// was changed begins anew. What may not go yet (it waits, or a dead letter needs it) is put aside in
// `retention_left` and looked at again the next day, so that a notification scheduled for next year keeps
// no sweep from going on.
//
// The index finds suppressions that have ended; few have an end.
import { sql, type Kysely } from 'kysely';

const UP = `
CREATE TABLE retention_sweep (
  tenant_id uuid NOT NULL REFERENCES tenant ON DELETE CASCADE,
  rule text NOT NULL,
  cursor uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
  turn_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, rule)
);
COMMENT ON COLUMN retention_sweep.cursor IS 'the last notification that was looked at';

CREATE TABLE retention_left (
  tenant_id uuid NOT NULL,
  rule text NOT NULL,
  notification_id uuid NOT NULL,
  look_at timestamptz NOT NULL DEFAULT now() + interval '1 day',
  PRIMARY KEY (tenant_id, rule, notification_id),
  FOREIGN KEY (tenant_id, rule) REFERENCES retention_sweep ON DELETE CASCADE
);
CREATE INDEX retention_left_look ON retention_left (tenant_id, rule, look_at);

CREATE INDEX suppression_end ON suppression (until) WHERE until IS NOT NULL;
`;

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw(UP).execute(db);
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw('DROP INDEX suppression_end; DROP TABLE retention_left, retention_sweep;')
    .execute(db);
};
