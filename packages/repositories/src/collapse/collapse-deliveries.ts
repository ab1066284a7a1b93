import type { Channel } from '@carillon/domain';
import type pg from 'pg';
import { NOBODY } from '../deliveries/nobody.ts';
import { deliveryEvents, TOLD_OF_DELIVERY } from '../events/delivery-events.ts';
import { eventParts } from '../events/event-parts.ts';
import { plainArray, textArray } from '../sql/arrays.ts';

/** A delivery with a collapse key, as it was stored just now. */
export interface CollapsingDelivery {
  readonly tenantId: string;
  readonly deliveryId: string;
  readonly channel: Channel;
  /** Its address in the form that is compared; empty where the channel has none. */
  readonly addressKey: string;
  readonly key: string;
  readonly expiresAt: Date;
}

const TAKE = `
INSERT INTO collapse_slot AS s (tenant_id, channel, address_key, key, delivery_id, expires_at)
SELECT tenant_id, channel, address_key, key, delivery_id, to_timestamp(expires_ms / 1000)
FROM unnest($1::uuid[], $2::channel[], $3::text[], $4::text[], $5::uuid[], $6::float8[])
  AS d(tenant_id, channel, address_key, key, delivery_id, expires_ms)
ORDER BY tenant_id, channel, address_key, key
ON CONFLICT (tenant_id, channel, address_key, key) DO UPDATE SET displaced_id = s.delivery_id,
  delivery_id = excluded.delivery_id, expires_at = excluded.expires_at
RETURNING displaced_id`;

const CALL_OFF = `
WITH cancelled AS (
  UPDATE delivery d SET status = 'cancelled', updated_at = now(), last_code = 'collapsed',
    last_message = 'a newer one with its collapse key took its place',
    dispatch_id = coalesce(d.dispatch_id, '${NOBODY}')
  WHERE d.tenant_id = ANY ($2::uuid[]) AND d.id IN (
      SELECT w.id FROM delivery w WHERE w.tenant_id = ANY ($2::uuid[]) AND w.id = ANY ($1::uuid[])
      ORDER BY w.id FOR UPDATE)
    AND d.status IN ('scheduled', 'queued', 'retrying')
  RETURNING ${TOLD_OF_DELIVERY}
), ${eventParts([deliveryEvents('cancelled')])}
SELECT id FROM cancelled`;

const slotOf = ({ tenantId, channel, addressKey, key }: CollapsingDelivery): string =>
  JSON.stringify([tenantId, channel, addressKey, key]);

/**
 * Gives the slots of these deliveries to the newest of each, and calls off what they displace while it
 * still waits. In a statement of its own, after the slots' locks were waited for: only then is a delivery
 * to be seen that another process stored meanwhile. What is being sent is not called back here.
 */
export const collapseDeliveries = async (
  client: pg.PoolClient,
  deliveries: readonly CollapsingDelivery[],
): Promise<void> => {
  if (deliveries.length === 0) return;
  const newest = new Map<string, CollapsingDelivery>();
  const displaced: string[] = [];
  for (const delivery of deliveries) {
    const slot = slotOf(delivery);
    const known = newest.get(slot);
    if (known !== undefined) displaced.push(known.deliveryId);
    newest.set(slot, delivery);
  }
  const taking = [...newest.values()];
  const { rows } = await client.query<{ displaced_id: string | null }>({
    name: 'take-collapse-slots',
    text: TAKE,
    values: [
      plainArray(taking.map((d) => d.tenantId)),
      plainArray(taking.map((d) => d.channel)),
      textArray(taking.map((d) => d.addressKey)),
      textArray(taking.map((d) => d.key)),
      plainArray(taking.map((d) => d.deliveryId)),
      plainArray(taking.map((d) => d.expiresAt.getTime())),
    ],
  });
  displaced.push(...rows.flatMap((row) => row.displaced_id ?? []));
  if (displaced.length === 0) return;
  const tenantIds = [...new Set(taking.map((d) => d.tenantId))];
  await client.query({
    name: 'call-off-displaced',
    text: CALL_OFF,
    values: [displaced, tenantIds],
  });
};
