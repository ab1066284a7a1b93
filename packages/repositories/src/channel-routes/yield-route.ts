import { lastDeliveryIdOf, notificationIdOf, type Channel } from '@carillon/domain';
import type { Database } from '../database.ts';
import { deliveryEvents, TOLD_OF_DELIVERY } from '../events/delivery-events.ts';
import { eventParts } from '../events/event-parts.ts';

/** A channel of `route: first` that was claimed to be called once more. */
export interface RouteRepeat {
  readonly tenantId: string;
  readonly deliveryId: string;
  readonly channel: Channel;
  readonly leaseToken: number;
  /** Providers whose `sent` is not yet success, because receipts follow. */
  readonly receiptProviders: readonly string[];
}

const YIELD = `
WITH called_off AS (
  UPDATE delivery d SET status = 'cancelled', updated_at = now(), attempts = d.attempts - 1,
    calls = d.calls - 1
  WHERE d.id = $1 AND d.tenant_id = $2 AND d.lease_token = $3 AND d.status = 'sending'
    AND EXISTS (SELECT FROM delivery o
      WHERE o.tenant_id = $2 AND o.id > $5 AND o.id <= $6 AND o.channel <> $4::channel AND (
        o.status = 'delivered'
        OR (o.status = 'sent' AND NOT coalesce(o.provider, '') = ANY ($7::text[]))
        OR (o.id > d.id AND o.status IN ('sending', 'retrying', 'sent'))))
  RETURNING ${TOLD_OF_DELIVERY}
), ${eventParts([deliveryEvents('called_off')])}
SELECT id FROM called_off`;

/**
 * Calls a repeat off when another channel has succeeded, or a later one is at work: whoever begins calls
 * off what waits before it, but not a call that is out just then, and that one may end in another
 * attempt. Should the later one fail, the earlier goes on. Resolves to whether it was called off, with
 * the attempt given back.
 */
export const yieldRoute = async ({ pool }: Database, repeat: RouteRepeat): Promise<boolean> => {
  const { tenantId, deliveryId, channel, leaseToken, receiptProviders } = repeat;
  const notificationId = notificationIdOf(deliveryId);
  const bounds = [notificationId, lastDeliveryIdOf(notificationId)];
  const values = [deliveryId, tenantId, leaseToken, channel, ...bounds, receiptProviders];
  return (await pool.query(YIELD, values)).rowCount === 1;
};
