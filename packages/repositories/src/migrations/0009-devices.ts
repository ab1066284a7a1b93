// The devices of a subscriber, for push. A token belongs to one subscriber of a tenant at a time: who
// registers it last has it, as on a phone that changes hands. `registered_at` tells a device that was
// registered anew from the one that a vendor has just called dead.
import { sql, type Kysely } from 'kysely';

const UP = `
CREATE TABLE subscriber_device (
  tenant_id uuid NOT NULL,
  token text NOT NULL,
  subscriber_id text NOT NULL,
  platform text,
  registered_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, token),
  FOREIGN KEY (tenant_id, subscriber_id) REFERENCES subscriber ON DELETE CASCADE
);
CREATE INDEX subscriber_device_newest
  ON subscriber_device (tenant_id, subscriber_id, registered_at DESC, token);
`;

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw(UP).execute(db);
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw('DROP TABLE subscriber_device').execute(db);
};
