// Broadcasts: a notification to everybody who is a member of a topic at the moment of acceptance. The
// row holds what all of them share, so that a text is stored once and not once for each member, and how
// far the fan-out is. A page of members, their deliveries and the cursor are one transaction under this
// row's lock: that is why nobody gets two, whatever dies, and why cancelling stops it between two pages.
//
// `cursor` is the last subscriber that was looked at: members are taken in the order of their ids. The
// first index finds open broadcasts by urgency, then the one whose turn was longest ago.
import { sql, type Kysely } from 'kysely';

const BROADCASTS = `
CREATE TABLE broadcast (
  tenant_id uuid NOT NULL,
  batch_id uuid NOT NULL,
  topic_id uuid NOT NULL,
  api_key_id uuid,
  priority smallint NOT NULL,
  channels smallint NOT NULL,
  scheduled_at timestamptz,
  expires_at timestamptz NOT NULL,
  request json NOT NULL,
  accepted_at timestamptz NOT NULL DEFAULT now(),
  turn_at timestamptz NOT NULL DEFAULT now(),
  cursor text NOT NULL DEFAULT '',
  made integer NOT NULL DEFAULT 0,
  cancelled_at timestamptz,
  finished_at timestamptz,
  PRIMARY KEY (tenant_id, batch_id)
);
COMMENT ON COLUMN broadcast.channels IS 'how many deliveries a member gets, as far as that is known before his turn';
COMMENT ON COLUMN broadcast.made IS 'notifications made so far';
COMMENT ON COLUMN broadcast.finished_at IS 'when the last page was made; once cancelled, when nothing waited any more';
CREATE INDEX broadcast_open ON broadcast (priority, turn_at)
  WHERE finished_at IS NULL AND cancelled_at IS NULL;
CREATE INDEX broadcast_cancelled ON broadcast (cancelled_at)
  WHERE finished_at IS NULL OR finished_at < cancelled_at;
`;

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw(BROADCASTS).execute(db);
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw('DROP TABLE broadcast').execute(db);
};
