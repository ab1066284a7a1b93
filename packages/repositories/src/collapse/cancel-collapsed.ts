import { type Channel, normalisedForCompare } from '@carillon/domain';
import type { Database } from '../database.ts';
import { deliveryEvents, TOLD_OF_DELIVERY } from '../events/delivery-events.ts';
import { eventParts } from '../events/event-parts.ts';

const CANCEL = `
WITH cancelled AS (
  UPDATE delivery d SET status = 'cancelled', updated_at = now(), attempts = d.attempts - 1,
    calls = d.calls - 1, last_code = 'collapsed',
    last_message = 'a newer one with its collapse key took its place'
  FROM collapse_slot s
  WHERE s.tenant_id = $2 AND s.channel = $4 AND s.address_key = $5 AND s.key = $6
    AND d.id = $1 AND d.tenant_id = $2 AND d.lease_token = $3 AND d.status = 'sending'
    AND d.id <> s.delivery_id
  RETURNING ${TOLD_OF_DELIVERY}
), ${eventParts([deliveryEvents('cancelled')])}
SELECT id FROM cancelled`;

/** A claimed delivery with a collapse key. */
export interface ClaimedCollapsing {
  readonly tenantId: string;
  readonly deliveryId: string;
  readonly leaseToken: number;
  readonly channel: Channel;
  readonly address: string | null;
  readonly key: string;
}

/**
 * Ends a claimed delivery, with its attempt given back, if a newer one has its slot: that one came
 * while this one was being worked on, and did not find it waiting. True when it was ended.
 */
export const cancelCollapsed = async (
  { pool }: Database,
  { tenantId, deliveryId, leaseToken, channel, address, key }: ClaimedCollapsing,
): Promise<boolean> => {
  const addressKey = normalisedForCompare(channel, address ?? '');
  const { rowCount } = await pool.query({
    name: 'cancel-collapsed',
    text: CANCEL,
    values: [deliveryId, tenantId, leaseToken, channel, addressKey, key],
  });
  return rowCount === 1;
};
