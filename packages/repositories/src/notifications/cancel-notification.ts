import type { DeliveryStatus } from '@carillon/domain';
import type { Database } from '../database.ts';
import { deliveryEvents, TOLD_OF_DELIVERY } from '../events/delivery-events.ts';
import { eventParts } from '../events/event-parts.ts';
import { repeatOnConflict } from '../sql/repeat-on-conflict.ts';

const CANCEL = `
WITH own AS (
  SELECT id, status FROM delivery
  WHERE tenant_id = $1::uuid AND id > $2::uuid AND id <= last_delivery_id_of($2::uuid)
), cancelled AS (
  UPDATE delivery d SET status = 'cancelled', updated_at = now(),
    dispatch_id = coalesce(dispatch_id, '00000000-0000-0000-0000-000000000000')
  WHERE tenant_id = $1::uuid AND id > $2::uuid AND id <= last_delivery_id_of($2::uuid)
    AND status IN ('scheduled', 'queued', 'retrying')
  RETURNING ${TOLD_OF_DELIVERY}
), audited AS (
  INSERT INTO audit_entry (tenant_id, action, entity_type, entity_id, after)
  SELECT $1::uuid, 'notification_cancelled', 'notification', $2::uuid::text,
    jsonb_build_object('deliveries', count(*)) FROM cancelled HAVING count(*) > 0
), ${eventParts([deliveryEvents('cancelled')])}
SELECT (SELECT count(*) FROM cancelled)::int AS cancelled, (SELECT array_agg(status::text) FROM own) AS states`;

/**
 * Cancels what still waits of a notification. Null when the tenant has no such notification; with
 * `cancelled` 0 nothing waited any more, and `states` says what its deliveries are.
 */
export const cancelNotification = async (
  database: Database,
  { tenantId, id }: { tenantId: string; id: string },
): Promise<{ cancelled: number; states: DeliveryStatus[] } | null> => {
  const { rows } = await repeatOnConflict(() =>
    database.pool.query<{ cancelled: number; states: DeliveryStatus[] | null }>(CANCEL, [
      tenantId,
      id,
    ]),
  );
  const row = rows[0];
  return row === undefined || row.states === null
    ? null
    : { cancelled: row.cancelled, states: row.states };
};
