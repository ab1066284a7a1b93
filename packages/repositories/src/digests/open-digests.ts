import type { DigestFill } from '@carillon/domain';
import type pg from 'pg';
import { plainArray, textArray } from '../sql/arrays.ts';
import { type DigestSlot, slotName } from './digest-slot.ts';

/** A slot whose digest is to be open, with the rule that it gets if it is not yet. */
export interface WantedDigest extends DigestSlot {
  readonly windowMs: number;
  readonly maxItems: number;
}

/** A digest that takes items, locked until the transaction ends. */
export interface OpenDigest extends DigestFill {
  readonly id: string;
}

const SLOT = 'tenant_id, channel, address_key, category, template_key, key';

// The update changes nothing: it takes the row's lock, which the flush waits for.
const OPEN = `
INSERT INTO digest AS g (id, ${SLOT}, closes_at, max_items)
SELECT new_dispatch_id(), ${SLOT}, now() + window_ms * interval '1 ms', max_items
FROM unnest($1::uuid[], $2::channel[], $3::text[], $4::text[], $5::text[], $6::text[], $7::float8[],
  $8::int[]) AS w(${SLOT}, window_ms, max_items)
ORDER BY ${SLOT}
ON CONFLICT (${SLOT}) WHERE is_open DO UPDATE SET is_open = true
RETURNING id, items, size, max_items AS "maxItems", tenant_id AS "tenantId", channel,
  address_key AS "addressKey", category, template_key AS "templateKey", key`;

/** The open digests of these slots, by `slotName`; those that are missing are opened. */
export const openDigests = async (
  client: pg.PoolClient,
  wanted: readonly WantedDigest[],
): Promise<ReadonlyMap<string, OpenDigest>> => {
  const { rows } = await client.query<OpenDigest & DigestSlot>({
    name: 'open-digests',
    text: OPEN,
    values: [
      plainArray(wanted.map((w) => w.tenantId)),
      plainArray(wanted.map((w) => w.channel)),
      textArray(wanted.map((w) => w.addressKey)),
      textArray(wanted.map((w) => w.category)),
      textArray(wanted.map((w) => w.templateKey)),
      textArray(wanted.map((w) => w.key)),
      plainArray(wanted.map((w) => w.windowMs)),
      plainArray(wanted.map((w) => w.maxItems)),
    ],
  });
  return new Map(rows.map((row) => [slotName(row), row]));
};
