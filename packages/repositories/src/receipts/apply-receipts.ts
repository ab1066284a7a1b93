import type { Channel } from '@carillon/domain';
import type { Database } from '../database.ts';
import { NOBODY } from '../deliveries/nobody.ts';
import { deadLetterEvents, TOLD_OF_DEAD_LETTER } from '../events/dead-letter-events.ts';
import { deliveryEvents, TOLD_OF_DELIVERY } from '../events/delivery-events.ts';
import { eventParts } from '../events/event-parts.ts';
import { suppressionEvents, TOLD_OF_SUPPRESSION, withCause } from '../events/suppression-events.ts';
import { idBounds } from '../sql/arrays.ts';
import { repeatOnConflict } from '../sql/repeat-on-conflict.ts';
import { ON_KNOWN_ADDRESS } from '../suppressions/on-known-address.ts';

/** A delivery that a receipt has moved. */
export interface MovedByReceipt {
  readonly tenantId: string;
  readonly deliveryId: string;
  readonly channel: Channel;
  readonly status: 'sent' | 'delivered' | 'failed';
}

// The bounds leave the partitions in which the deliveries lie; what is planned for all takes longer than
// it runs. What is being sent just now waits: its result is written first. So does what was claimed while this
// statement ran, and did not move. Of several receipts the strongest counts: delivered, then a failure
// of the newest attempt, then an acceptance nobody had heard of.
const PENDING = `pending AS MATERIALIZED (
  SELECT r.ctid AS row, r.*, d.status, d.channel, d.address,
    (SELECT max(a.lease_token) FROM attempt a WHERE a.delivery_id = r.delivery_id
      AND a.delivery_id >= $2::uuid AND a.delivery_id <= $3::uuid) AS newest,
    EXISTS (SELECT FROM attempt a WHERE a.delivery_id = r.delivery_id
      AND a.delivery_id >= $2::uuid AND a.delivery_id <= $3::uuid
      AND a.lease_token = r.lease_token AND a.outcome = 'ambiguous') AS was_unknown
  FROM receipt r JOIN delivery d ON d.id = r.delivery_id AND d.tenant_id = r.tenant_id
  WHERE NOT r.applied AND d.status <> 'sending' AND r.delivery_id = ANY ($1::uuid[])
    AND d.id = ANY ($1::uuid[]) AND d.id >= $2::uuid AND d.id <= $3::uuid
  ORDER BY r.delivery_id FOR UPDATE OF r SKIP LOCKED
), strongest AS (
  SELECT DISTINCT ON (p.delivery_id) p.*,
    CASE p.kind WHEN 'delivered' THEN 'delivered' WHEN 'failed' THEN 'failed' ELSE 'sent' END
      ::delivery_status AS becomes
  FROM pending p
  WHERE (p.kind = 'delivered' AND p.status IN ('queued', 'retrying', 'sent', 'failed'))
    OR (p.kind = 'failed' AND p.lease_token = p.newest AND (p.status = 'sent'
      OR (p.status = 'retrying' AND p.was_unknown)))
    OR (p.kind = 'accepted' AND p.was_unknown AND p.status IN ('queued', 'retrying', 'failed')
      AND NOT EXISTS (SELECT FROM receipt f WHERE f.delivery_id = p.delivery_id
        AND f.lease_token = p.lease_token AND f.kind = 'failed'))
  ORDER BY p.delivery_id, CASE p.kind WHEN 'delivered' THEN 0 WHEN 'failed' THEN 1 ELSE 2 END,
    p.lease_token DESC
), `;

// A waiting re-send is called off: the delivery no longer waits, so no job of it claims anything.
const MOVE = `moved AS (
  UPDATE delivery d SET status = s.becomes, updated_at = now(),
    dispatch_id = coalesce(d.dispatch_id, '${NOBODY}'),
    sent_at = CASE s.becomes WHEN 'failed' THEN d.sent_at ELSE coalesce(d.sent_at, s.at) END,
    delivered_at = CASE s.becomes WHEN 'delivered' THEN greatest(s.at, d.sent_at)
      ELSE d.delivered_at END,
    provider_message_id = coalesce(d.provider_message_id, s.provider_message_id),
    last_outcome = CASE s.becomes WHEN 'failed' THEN coalesce(s.outcome, 'permanent_message')
      ELSE 'accepted' END::outcome,
    last_code = CASE s.becomes WHEN 'failed' THEN coalesce(s.code, 'failed_by_receipt') END,
    last_message = CASE s.becomes WHEN 'failed' THEN s.message END
  FROM strongest s
  WHERE d.id = s.delivery_id AND d.id >= $2::uuid AND d.id <= $3::uuid
    AND d.tenant_id = s.tenant_id AND d.status = s.status
  RETURNING ${TOLD_OF_DELIVERY}, d.last_message
), dead AS (
  INSERT INTO dead_letter (tenant_id, delivery_id, channel, provider, outcome, code, message)
  SELECT tenant_id, id, channel, provider, last_outcome, last_code, last_message FROM moved
  WHERE status = 'failed'
  ON CONFLICT (tenant_id, delivery_id) DO NOTHING
  RETURNING ${TOLD_OF_DEAD_LETTER}
), alive AS (
  DELETE FROM dead_letter l USING moved m
  WHERE l.tenant_id = m.tenant_id AND l.delivery_id = m.id AND m.status <> 'failed'
), `;

const UNWANTED_BY = 'SELECT tenant_id, channel, address, delivery_id FROM pending WHERE suppress';

const UNWANTED = `unwanted AS (
  INSERT INTO suppression AS known (tenant_id, channel, address_key, address, reason, until)
  SELECT DISTINCT ON (tenant_id, channel, lower(address)) tenant_id, channel, lower(address), address,
    CASE kind WHEN 'complained' THEN 'complained' WHEN 'unsubscribed' THEN 'unsubscribed'
      ELSE coalesce(code, 'permanent_recipient') END,
    now() + suppress_days * interval '1 day'
  FROM pending WHERE suppress AND address IS NOT NULL
  ${ON_KNOWN_ADDRESS}
  RETURNING ${TOLD_OF_SUPPRESSION}
), done AS (
  UPDATE receipt r SET applied = true FROM pending p
  WHERE r.ctid = p.row AND (p.delivery_id IN (SELECT id FROM moved)
    OR p.delivery_id NOT IN (SELECT delivery_id FROM strongest))
), ${eventParts([
  deliveryEvents('moved'),
  deadLetterEvents('dead'),
  suppressionEvents(withCause('unwanted', UNWANTED_BY)),
])}
SELECT tenant_id AS "tenantId", id AS "deliveryId", channel, status FROM moved`;

/**
 * Lets the receipts of these deliveries have their effect. Repeated and late ones change nothing, and
 * what was delivered is never left (DESIGN.md, 4). Any number of processes may run it at once.
 */
export const applyReceipts = async (
  { pool }: Database,
  deliveryIds: readonly string[],
): Promise<MovedByReceipt[]> => {
  if (deliveryIds.length === 0) return [];
  const values = [deliveryIds, ...idBounds(deliveryIds)];
  const { rows } = await repeatOnConflict(() =>
    pool.query<MovedByReceipt>(`WITH ${PENDING}${MOVE}${UNWANTED}`, values),
  );
  return rows;
};
