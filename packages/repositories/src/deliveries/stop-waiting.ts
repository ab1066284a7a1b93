import type { Channel } from '@carillon/domain';
import type { Database } from '../database.ts';
import { deadLetterEvents, TOLD_OF_DEAD_LETTER } from '../events/dead-letter-events.ts';
import { deliveryEvents, TOLD_OF_DELIVERY } from '../events/delivery-events.ts';
import { eventParts } from '../events/event-parts.ts';
import { repeatOnConflict } from '../sql/repeat-on-conflict.ts';

// The end that its caller asked for, null without one. After a late redrive the default is in force.
const ASKED = `SELECT (coalesce(b.request, n.request) ->> 'expiresAt')::timestamptz
    FROM notification n LEFT JOIN broadcast b ON n.request ->> 'broadcast' IS NOT NULL
      AND b.tenant_id = n.tenant_id AND b.batch_id = n.batch_id
    WHERE n.tenant_id = e.tenant_id AND n.id = notification_id_of(e.id)`;

// A waiting delivery whose time has run out, or whose address is suppressed, ends without a call. It
// keeps its dispatch_id (or gets nobody's): an ended delivery never looks as if it waited.
const EXPIRE = `
WITH ended AS (
  UPDATE delivery d SET status = 'expired', updated_at = now(), last_code = 'expired',
    dispatch_id = coalesce(dispatch_id, '00000000-0000-0000-0000-000000000000')
  WHERE id IN (SELECT id FROM delivery WHERE id = ANY ($1::uuid[])
      AND status IN ('scheduled', 'queued', 'retrying') AND expires_at <= now()
    ORDER BY id FOR UPDATE)
    AND status IN ('scheduled', 'queued', 'retrying') AND expires_at <= now()
  RETURNING ${TOLD_OF_DELIVERY}, d.expires_at
), dead AS (
  INSERT INTO dead_letter (tenant_id, delivery_id, channel, provider, outcome, code, message)
  SELECT tenant_id, id, channel, provider, last_outcome, 'expired',
    'its time ran out before it was sent'
  FROM ended e WHERE (${ASKED}) IS DISTINCT FROM e.expires_at
  ON CONFLICT (tenant_id, delivery_id) DO NOTHING
  RETURNING ${TOLD_OF_DEAD_LETTER}
), ${eventParts([deliveryEvents('ended'), deadLetterEvents('dead')])}
SELECT e.id AS "deliveryId", e.channel, dead.delivery_id IS NOT NULL AS "isDead"
FROM ended e LEFT JOIN dead ON dead.delivery_id = e.id`;

// STOP and an unsubscribe are the recipient's word, a bounce is the address's fault.
const SUPPRESS = `
WITH ended AS (
  UPDATE delivery d SET status = 'suppressed', updated_at = now(),
    last_code = CASE WHEN s.reason IN ('opted_out', 'unsubscribed') THEN 'opted_out'
      ELSE 'suppressed_address' END,
    last_message = 'on the suppression list: ' || s.reason,
    dispatch_id = coalesce(dispatch_id, '00000000-0000-0000-0000-000000000000')
  FROM suppression s
  WHERE d.id = ANY ($1::uuid[]) AND d.status IN ('scheduled', 'queued', 'retrying')
    AND s.tenant_id = d.tenant_id AND s.channel = d.channel
    AND s.address_key = lower(d.address) AND (s.until IS NULL OR s.until > now())
    AND (s.category = '' OR s.category = (SELECT n.category FROM notification n
      WHERE n.tenant_id = d.tenant_id AND n.id = notification_id_of(d.id)))
  RETURNING ${TOLD_OF_DELIVERY}
), ${eventParts([deliveryEvents('ended')])}
SELECT id FROM ended`;

/** A delivery whose time had run out. */
export interface ExpiredDelivery {
  readonly deliveryId: string;
  readonly channel: Channel;
  /** Whether a dead letter tells of it. */
  readonly isDead: boolean;
}

/**
 * Ends waiting deliveries that are past `expiresAt`. By the default expiry each becomes a dead letter;
 * a caller who said until when it is worth sending wants no more of it (API.md, `expiresAt`).
 */
export const expireDeliveries = async (
  database: Database,
  ids: readonly string[],
): Promise<ExpiredDelivery[]> => {
  const { rows } = await repeatOnConflict(() =>
    database.pool.query<ExpiredDelivery>(EXPIRE, [ids]),
  );
  return rows;
};

/** Ends waiting deliveries whose address is on the suppression list. */
export const suppressDeliveries = async (
  database: Database,
  ids: readonly string[],
): Promise<number> => {
  const { rowCount } = await repeatOnConflict(() => database.pool.query(SUPPRESS, [ids]));
  return rowCount ?? 0;
};
