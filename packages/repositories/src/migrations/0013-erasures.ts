// What is still to be erased of subscribers who were deleted. The subscriber himself, with all that
// hangs on him, goes at once; notifications to him may be millions of rows back, and an index that found
// them would cost every accept its upkeep. So they are looked for in steps, by whichever worker comes
// first, and this row is deleted, with the addresses that it needs for it, when nothing is left.
import { sql, type Kysely } from 'kysely';

const UP = `
CREATE TABLE erasure (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  tenant_id uuid NOT NULL REFERENCES tenant,
  subscriber_id text NOT NULL,
  addresses text[] NOT NULL,
  requested_at timestamptz NOT NULL DEFAULT now(),
  turn_at timestamptz NOT NULL DEFAULT now(),
  cursor uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
  pending uuid[] NOT NULL DEFAULT '{}'
);
COMMENT ON COLUMN erasure.addresses IS 'as they are compared: where nobody but he was written to';
COMMENT ON COLUMN erasure.cursor IS 'the last notification that was looked at';
COMMENT ON COLUMN erasure.pending IS 'notifications of which something was just being sent';
`;

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw(UP).execute(db);
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw('DROP TABLE erasure').execute(db);
};
