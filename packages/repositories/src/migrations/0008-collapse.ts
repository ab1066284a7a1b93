// Collapse keys: of one recipient's deliveries on a channel with the same key, the newest counts. A slot
// says which that is. It is taken in the transaction that stores the delivery, under the slot's row
// lock; what it displaces is called off in the same transaction if it still waits.
//
// An inbox item with a collapse key is updated in place by the next delivery with that key, so an item
// remembers whose content it shows. The index is partial: items without a key pay nothing for it.
import { sql, type Kysely } from 'kysely';

const COLLAPSE = `
CREATE TABLE collapse_slot (
  tenant_id uuid NOT NULL,
  channel channel NOT NULL,
  address_key text NOT NULL,
  key text NOT NULL,
  delivery_id uuid NOT NULL,
  displaced_id uuid,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, channel, address_key, key)
);
COMMENT ON COLUMN collapse_slot.displaced_id IS 'who had the slot before';
COMMENT ON COLUMN collapse_slot.expires_at IS 'that of its delivery: nothing waits after it';
CREATE INDEX collapse_slot_expiry ON collapse_slot (expires_at);

ALTER TABLE inbox_item ADD COLUMN collapse_key text, ADD COLUMN delivery_id uuid;
COMMENT ON COLUMN inbox_item.delivery_id IS 'whose content it shows, where it can be updated';
CREATE UNIQUE INDEX inbox_item_collapse ON inbox_item (tenant_id, subscriber_id, collapse_key)
  WHERE collapse_key IS NOT NULL;
`;

export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql.raw(COLLAPSE).execute(db);
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(
      `DROP TABLE collapse_slot;
       ALTER TABLE inbox_item DROP COLUMN collapse_key, DROP COLUMN delivery_id;`,
    )
    .execute(db);
};
