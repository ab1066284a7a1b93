// What recipients want: the kinds of notification that a tenant sends (categories) and what each
// subscriber has decided about them (preferences, quiet hours).
//
// Both are read when something is sent, never when it is accepted. Categories are few and known to
// every worker, so they raise `configuration.version` as accounts and settings do; preferences are as
// many as subscribers, are looked up by key for a slice of deliveries, and are in force at once. One row
// holds all that a subscriber has said: it is replaced as a whole and read as a whole.
import { sql, type Kysely } from 'kysely';

const UP = `
CREATE TABLE category (
  tenant_id uuid NOT NULL REFERENCES tenant,
  key text NOT NULL,
  name text,
  opt_out boolean NOT NULL,
  quiet_hours boolean NOT NULL,
  critical_passes_quiet_hours boolean NOT NULL,
  channels jsonb NOT NULL,
  retention_days integer,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, key)
);
COMMENT ON COLUMN category.channels IS 'by channel, where it is not simply true';
CREATE TRIGGER category_changed AFTER INSERT OR UPDATE OR DELETE ON category
  EXECUTE FUNCTION raise_configuration_version();

CREATE TABLE preference (
  tenant_id uuid NOT NULL,
  subscriber_id text NOT NULL,
  categories jsonb NOT NULL DEFAULT '{}',
  quiet_hours jsonb,
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, subscriber_id),
  FOREIGN KEY (tenant_id, subscriber_id) REFERENCES subscriber ON DELETE CASCADE
);
COMMENT ON COLUMN preference.categories IS 'category to channel to whether it is wanted';
`;

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw(UP).execute(db);
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw('DROP TABLE preference, category').execute(db);
};
