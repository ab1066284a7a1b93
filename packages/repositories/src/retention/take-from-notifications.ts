import type { RetentionRule } from '@carillon/domain';
import type pg from 'pg';
import type { OverNotifications } from './lock-over.ts';

// A template's key, version and locale stay, and so does whom it was for. A row that has nothing to
// lose is left as it is.
const BLANK = `
UPDATE notification n SET request = (
  SELECT coalesce(json_object_agg(key, CASE key
    WHEN 'template' THEN (value::jsonb || '{"data": {}}')::json ELSE value END), '{}')
  FROM json_each(n.request) WHERE key <> 'content')
WHERE n.tenant_id = $1 AND n.id = ANY ($2::uuid[])
  AND (n.request -> 'content' IS NOT NULL OR n.request -> 'template' IS NOT NULL)`;

const SILENCE = `
WITH d AS (
  UPDATE delivery SET last_message = NULL
  WHERE tenant_id = $1 AND id = ANY ($2::uuid[]) AND last_message IS NOT NULL
), a AS (
  UPDATE attempt SET message = NULL, response = NULL
  WHERE tenant_id = $1 AND delivery_id = ANY ($2::uuid[])
    AND (message IS NOT NULL OR response IS NOT NULL)
)
UPDATE receipt SET message = NULL, raw = ''
WHERE tenant_id = $1 AND delivery_id = ANY ($2::uuid[]) AND (message IS NOT NULL OR raw <> '')`;

const DELETE_ATTEMPTS = `DELETE FROM attempt WHERE tenant_id = $1 AND delivery_id = ANY ($2::uuid[])`;

const DELETE_REST = `
WITH r AS (
  DELETE FROM receipt WHERE tenant_id = $1 AND delivery_id = ANY ($2::uuid[])
), e AS (
  DELETE FROM redrive WHERE tenant_id = $1 AND delivery_id = ANY ($2::uuid[])
), m AS (
  DELETE FROM digest_member WHERE tenant_id = $1 AND delivery_id = ANY ($2::uuid[])
), d AS (
  DELETE FROM delivery WHERE tenant_id = $1 AND id = ANY ($2::uuid[])
)
DELETE FROM notification WHERE tenant_id = $1 AND id = ANY ($3::uuid[])`;

/** Takes from notifications what a rule takes, in the caller's transaction, which holds their locks. */
export const takeFromNotifications = async (
  client: pg.PoolClient,
  takes: RetentionRule['takes'],
  { tenantId, deliveryIds, notificationIds }: OverNotifications,
): Promise<void> => {
  if (notificationIds.length === 0) return;
  if (takes === 'content') {
    await client.query(SILENCE, [tenantId, deliveryIds]);
    await client.query(BLANK, [tenantId, notificationIds]);
    return;
  }
  await client.query(DELETE_ATTEMPTS, [tenantId, deliveryIds]);
  if (takes === 'notifications') {
    await client.query(DELETE_REST, [tenantId, deliveryIds, notificationIds]);
  }
};
