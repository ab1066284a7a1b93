import { lastDeliveryIdOf, notificationIdOf } from '@carillon/domain';
import type { Database } from '../database.ts';
import { NOBODY } from '../deliveries/nobody.ts';
import { deliveryEvents, TOLD_OF_DELIVERY } from '../events/delivery-events.ts';
import { eventParts } from '../events/event-parts.ts';
import { idBounds } from '../sql/arrays.ts';
import { repeatOnConflict } from '../sql/repeat-on-conflict.ts';

// The bounds are those of the notifications' families: they leave the partitions in which these lie.
const ADVANCE = `
WITH ended AS MATERIALIZED (
  SELECT d.id, d.tenant_id, d.channel, notification_id_of(d.id) AS notification_id,
    d.status = 'delivered' OR (d.status = 'sent' AND NOT coalesce(d.provider, '') = ANY ($2::text[]))
      AS succeeded,
    d.status IN ('failed', 'expired', 'suppressed') AS failed
  FROM delivery d CROSS JOIN LATERAL (
    SELECT n.request FROM notification n
    WHERE n.tenant_id = d.tenant_id AND n.id = notification_id_of(d.id) OFFSET 0) n
  WHERE d.id = ANY ($1::uuid[]) AND d.id >= $3::uuid AND d.id <= $4::uuid
    AND n.request -> 'route' ->> 'mode' = 'first'
), called_off AS (
  UPDATE delivery d SET status = 'cancelled', updated_at = now(),
    dispatch_id = coalesce(d.dispatch_id, '${NOBODY}')
  FROM ended e
  WHERE e.succeeded AND d.tenant_id = e.tenant_id AND d.channel <> e.channel
    AND d.id > e.notification_id AND d.id <= last_delivery_id_of(e.notification_id)
    AND d.id >= $3::uuid AND d.id <= $4::uuid
    AND d.status IN ('scheduled', 'queued', 'retrying')
  RETURNING ${TOLD_OF_DELIVERY}
), next AS (
  UPDATE delivery d SET due_at = now(), updated_at = now()
  FROM ended e
  WHERE e.failed AND NOT EXISTS (SELECT FROM ended s
      WHERE s.succeeded AND s.notification_id = e.notification_id)
    AND NOT EXISTS (SELECT FROM delivery s WHERE s.tenant_id = e.tenant_id AND s.channel = e.channel
      AND s.id > e.notification_id AND s.id <= last_delivery_id_of(e.notification_id)
      AND s.status NOT IN ('failed', 'expired', 'suppressed', 'cancelled'))
    AND d.tenant_id = e.tenant_id AND d.status IN ('scheduled', 'queued') AND d.dispatch_id IS NULL
    AND d.due_at > now() AND d.id > e.id AND d.id <= last_delivery_id_of(e.notification_id)
    AND d.id >= $3::uuid AND d.id <= $4::uuid
    AND d.channel = (SELECT n.channel FROM delivery n
      WHERE n.tenant_id = e.tenant_id AND n.id > e.id AND n.channel <> e.channel
        AND n.id <= last_delivery_id_of(e.notification_id) AND n.status IN ('scheduled', 'queued')
      ORDER BY n.id LIMIT 1)
  RETURNING d.id
), ${eventParts([deliveryEvents('called_off')])}
SELECT count(*)::int AS n FROM next`;

/**
 * Moves routes of mode `first` on after some of their deliveries have ended: success calls off what
 * waits on other channels, and once all devices of a channel have failed the next one is due. A hint
 * that may be lost: `stepRoute` decides, and every waiting channel is looked at again in time. Resolves
 * to how many deliveries became due.
 */
export const advanceRoutes = async (
  database: Database,
  deliveryIds: readonly string[],
  receiptProviders: readonly string[],
): Promise<number> => {
  if (deliveryIds.length === 0) return 0;
  const [low, high] = idBounds(deliveryIds);
  const values = [deliveryIds, receiptProviders, notificationIdOf(low), lastDeliveryIdOf(high)];
  const { rows } = await repeatOnConflict(() =>
    database.pool.query<{ n: number }>(ADVANCE, values),
  );
  return rows[0]?.n ?? 0;
};
