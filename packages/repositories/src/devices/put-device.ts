import type { Database } from '../database.ts';
import type { SubscriberKey } from '../subscribers/fetch-addresses.ts';
import type { Device } from './device.ts';

// The last query sees what was there before: whether he had the token already.
const PUT = `
WITH put AS (
  INSERT INTO subscriber_device (tenant_id, token, subscriber_id, platform)
  SELECT s.tenant_id, $3, s.id, $4 FROM subscriber s
  WHERE s.tenant_id = $1 AND s.id = $2 FOR KEY SHARE
  ON CONFLICT (tenant_id, token) DO UPDATE SET subscriber_id = excluded.subscriber_id,
    platform = excluded.platform, registered_at = now()
  RETURNING token
), welcome AS (
  DELETE FROM suppression WHERE tenant_id = $1 AND channel = 'push' AND address_key = lower($3)
    AND EXISTS (SELECT FROM put)
)
SELECT NOT EXISTS (SELECT FROM subscriber_device WHERE tenant_id = $1 AND token = $3
  AND subscriber_id = $2) AS created
FROM put`;

/**
 * Registers a subscriber's device; a token that another subscriber of the tenant had moves to him. It
 * works again, so no suppression of it is left. Answers whether it is new to him, or null when there
 * is no such subscriber.
 */
export const putDevice = async (
  { pool }: Database,
  { tenantId, subscriberId }: SubscriberKey,
  { token, platform }: Device,
): Promise<boolean | null> => {
  const values = [tenantId, subscriberId, token, platform];
  const { rows } = await pool.query<{ created: boolean }>(PUT, values);
  return rows[0]?.created ?? null;
};
