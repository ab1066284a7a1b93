// Digests: deliveries to one recipient on a channel that are collected and sent as one. A digest is one
// row; whoever puts a delivery into it (the accept, or a worker that may not send it now) holds the row's
// lock while he does, and so does the flush, which closes the row, makes one delivery of the digest's own
// (its carrier) and takes the members along, all in one transaction: a digest is flushed once or not yet.
//
// A member rides its digest: its `dispatch_id` is the digest's id, which is no job's. So no dispatcher
// sees it, no job claims it, and the hot statements need not know that there are digests. Its state
// follows its carrier's: `look_at` says when the two are next compared, soon at first and then more and
// more seldom, because a receipt may come days later; hints make it quick where it matters.
import { sql, type Kysely } from 'kysely';

const DIGESTS = `
CREATE TABLE digest (
  id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  channel channel NOT NULL,
  address_key text NOT NULL,
  category text NOT NULL,
  template_key text NOT NULL,
  key text NOT NULL,
  is_open boolean NOT NULL DEFAULT true,
  closes_at timestamptz NOT NULL,
  max_items integer NOT NULL,
  items integer NOT NULL DEFAULT 0,
  size integer NOT NULL DEFAULT 0,
  flushed_at timestamptz,
  carrier_id uuid,
  look_at timestamptz
);
COMMENT ON COLUMN digest.template_key IS 'empty: its items bring their own words';
COMMENT ON COLUMN digest.is_open IS 'false when it is full or flushed: the next item opens another';
COMMENT ON COLUMN digest.carrier_id IS 'the delivery that sends it; null where none was needed';
CREATE UNIQUE INDEX digest_open ON digest (tenant_id, channel, address_key, category, template_key, key)
  WHERE is_open;
CREATE INDEX digest_closing ON digest (closes_at) WHERE flushed_at IS NULL;
CREATE UNIQUE INDEX digest_carrier ON digest (carrier_id) WHERE carrier_id IS NOT NULL;
CREATE INDEX digest_look ON digest (look_at) WHERE look_at IS NOT NULL;

CREATE TABLE digest_member (
  delivery_id uuid PRIMARY KEY,
  tenant_id uuid NOT NULL,
  digest_id uuid NOT NULL
);
CREATE INDEX digest_member_digest ON digest_member (digest_id);
`;

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw(DIGESTS).execute(db);
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(
      `UPDATE delivery d SET dispatch_id = NULL FROM digest_member m
       WHERE d.id = m.delivery_id AND d.dispatch_id = m.digest_id AND d.status = 'scheduled';
       DROP TABLE digest_member, digest;`,
    )
    .execute(db);
};
