import type { Preferences } from '@carillon/domain';
import type { Database } from '../database.ts';
import type { SubscriberKey } from '../subscribers/fetch-addresses.ts';

const PUT = `
INSERT INTO preference (tenant_id, subscriber_id, categories, quiet_hours)
SELECT s.tenant_id, s.id, $3::jsonb, $4::jsonb FROM subscriber s
WHERE s.tenant_id = $1 AND s.id = $2 FOR KEY SHARE
ON CONFLICT (tenant_id, subscriber_id) DO UPDATE SET categories = excluded.categories,
  quiet_hours = excluded.quiet_hours, updated_at = now()`;

/** Replaces all that a subscriber has decided. False when there is no such subscriber. */
export const putPreferences = async (
  { pool }: Database,
  { tenantId, subscriberId }: SubscriberKey,
  { categories, quietHours }: Preferences,
): Promise<boolean> => {
  const { rowCount } = await pool.query(PUT, [
    tenantId,
    subscriberId,
    JSON.stringify(categories),
    quietHours && JSON.stringify(quietHours),
  ]);
  return rowCount === 1;
};
