import { notificationIdOf } from '@carillon/domain';
import type pg from 'pg';
import { NOBODY } from '../deliveries/nobody.ts';
import { deliveryEvents, TOLD_OF_DELIVERY } from '../events/delivery-events.ts';
import { eventParts } from '../events/event-parts.ts';

/** Those whose content and addresses are to go. */
export interface ErasedNotifications {
  readonly tenantId: string;
  readonly notificationIds: readonly string[];
}

// Nothing is locked below LATERAL: PostgreSQL 18.4 crashes when it looks again at a row that another
// has changed there.
const FIND = `
SELECT d.id FROM unnest($2::uuid[]) AS of(id) CROSS JOIN LATERAL (
  SELECT d.id FROM delivery d
  WHERE d.tenant_id = $1 AND d.id > of.id AND d.id <= last_delivery_id_of(of.id) OFFSET 0) d`;

const LOCK = `
SELECT id FROM delivery WHERE id = ANY ($2::uuid[]) AND tenant_id = $1 ORDER BY id FOR UPDATE`;

const STOP = `
WITH cancelled AS (
  UPDATE delivery d SET status = 'cancelled', updated_at = now(),
    dispatch_id = coalesce(d.dispatch_id, '${NOBODY}')
  WHERE d.id = ANY ($2::uuid[]) AND d.tenant_id = $1
    AND d.status IN ('scheduled', 'queued', 'retrying')
  RETURNING ${TOLD_OF_DELIVERY}
), ${eventParts([deliveryEvents('cancelled')])}
SELECT id FROM cancelled`;

const SENDING = `
SELECT DISTINCT notification_id_of(id) AS id FROM delivery
WHERE id = ANY ($2::uuid[]) AND tenant_id = $1 AND status = 'sending'`;

const FORGET = `
WITH d AS (
  UPDATE delivery SET address = NULL, last_message = NULL WHERE id = ANY ($2::uuid[]) AND tenant_id = $1
), a AS (
  UPDATE attempt SET message = NULL, response = NULL
  WHERE delivery_id = ANY ($2::uuid[]) AND tenant_id = $1
), r AS (
  UPDATE receipt SET message = NULL, raw = '' WHERE delivery_id = ANY ($2::uuid[]) AND tenant_id = $1
)
DELETE FROM dead_letter WHERE tenant_id = $1 AND delivery_id = ANY ($2::uuid[])`;

// What is left says how it was sent, and what it was about in the caller's own ids.
const KEPT = `'channels', 'route', 'priority', 'category', 'scheduledAt', 'expiresAt', 'retry',
  'deliveryMode', 'entity', 'correlationId', 'broadcast', 'digestId'`;
const BLANK = `
UPDATE notification n SET request = (
  SELECT json_object_agg(key, CASE key
    WHEN 'to' THEN '{}'
    WHEN 'content' THEN '{"body": ""}'
    WHEN 'template' THEN (value::jsonb || '{"data": {}}')::json
    ELSE value END)
  FROM json_each(n.request) WHERE key IN ('to', 'content', 'template', ${KEPT}))
WHERE n.tenant_id = $1 AND n.id = ANY ($2::uuid[])`;

/**
 * Cancels what waits of these notifications and takes out of them whom they were for and what they
 * said. States, times, outcomes, codes and ids stay; a dead letter goes, as nothing could be sent again.
 * Runs in the caller's transaction. Answers those of which something is being sent: they are left as
 * they are, and nothing new of them begins.
 */
export const eraseNotifications = async (
  client: pg.ClientBase,
  { tenantId, notificationIds }: ErasedNotifications,
): Promise<readonly string[]> => {
  if (notificationIds.length === 0) return [];
  const found = await client.query<{ id: string }>(FIND, [tenantId, notificationIds]);
  const deliveryIds = found.rows.map(({ id }) => id);
  await client.query(LOCK, [tenantId, deliveryIds]);
  await client.query(STOP, [tenantId, deliveryIds]);
  const sending = await client.query<{ id: string }>(SENDING, [tenantId, deliveryIds]);
  const busy = new Set(sending.rows.map(({ id }) => id));
  const done = deliveryIds.filter((id) => !busy.has(notificationIdOf(id)));
  await client.query(FORGET, [tenantId, done]);
  await client.query(BLANK, [tenantId, notificationIds.filter((id) => !busy.has(id))]);
  return [...busy];
};
