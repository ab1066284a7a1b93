// The brake: what a tenant asks for beyond its usual is accepted and held. A hold is one row for each
// burst (or for one request that was too large), which later requests of the burst join; `hold_member`
// says what each held delivery is due to be once it is released. A held delivery waits without a
// dispatch and is due when it expires, so no other statement needs to know of holds. What a held
// broadcast has not made is held by the broadcast's own row, and made when it is released.
//
// Whoever releases or discards a hold changes its row; the members follow page by page, `cursor` being
// the last of them that has. A page is one transaction under the hold's row lock.
//
// `acceptance_rate` is a tenant's usual: what it asked for in this minute and the one before, and the
// mean of what was let through in its last 60 minutes with any. It is added to about every second, not
// with every request. It is kept through a crash: without it, a tenant's usual would be a burst.
import { sql, type Kysely } from 'kysely';

const HOLDS = `
CREATE TABLE hold (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  reason text NOT NULL CHECK (reason IN ('burst', 'size')),
  status text NOT NULL DEFAULT 'held' CHECK (status IN ('held', 'released', 'discarded')),
  is_open boolean NOT NULL,
  notifications integer NOT NULL,
  total integer NOT NULL,
  measured integer NOT NULL,
  allowed integer NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_at timestamptz NOT NULL DEFAULT now(),
  decided_at timestamptz,
  settled_at timestamptz,
  cursor uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000'
);
COMMENT ON COLUMN hold.is_open IS 'whether what is held next joins it';
COMMENT ON COLUMN hold.measured IS 'notifications a minute; of a hold for its size, those of the request';
COMMENT ON COLUMN hold.total IS 'deliveries ever put into it, those of a broadcast as far as known';
COMMENT ON COLUMN hold.settled_at IS 'when the last member had followed the decision';
CREATE UNIQUE INDEX hold_open ON hold (tenant_id) WHERE is_open;
CREATE INDEX hold_newest ON hold (tenant_id, id DESC);
CREATE INDEX hold_settling ON hold (decided_at) WHERE settled_at IS NULL AND decided_at IS NOT NULL;

CREATE TABLE hold_member (
  delivery_id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  hold_id uuid NOT NULL,
  first_due_at timestamptz NOT NULL,
  delay_ms bigint NOT NULL,
  keeps_expiry boolean NOT NULL
);
COMMENT ON COLUMN hold_member.first_due_at IS 'when the first delivery of its notification was to be due';
COMMENT ON COLUMN hold_member.keeps_expiry IS 'its end was named by the caller';
CREATE INDEX hold_member_hold ON hold_member (hold_id, delivery_id);

ALTER TABLE broadcast ADD COLUMN hold_id uuid;
CREATE INDEX broadcast_held ON broadcast (hold_id) WHERE hold_id IS NOT NULL;

CREATE TABLE acceptance_rate (
  tenant_id uuid PRIMARY KEY,
  minute timestamptz NOT NULL,
  offered integer NOT NULL,
  passed integer NOT NULL,
  previous integer NOT NULL DEFAULT 0,
  baseline float8 NOT NULL DEFAULT 0,
  minutes smallint NOT NULL DEFAULT 0
) WITH (fillfactor = 50);
COMMENT ON COLUMN acceptance_rate.offered IS 'asked for in that minute; previous: in the one before';
COMMENT ON COLUMN acceptance_rate.passed IS 'of those, how many were not held';
`;

// What is held is due again, as it was before there were holds.
const DOWN = `
UPDATE delivery d SET due_at = m.first_due_at + m.delay_ms * interval '1 ms' FROM hold_member m
WHERE d.id = m.delivery_id AND d.status = 'scheduled' AND d.dispatch_id IS NULL
  AND d.due_at = d.expires_at;
DROP TABLE acceptance_rate, hold_member, hold;
ALTER TABLE broadcast DROP COLUMN hold_id;
`;

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw(HOLDS).execute(db);
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw(DOWN).execute(db);
};
