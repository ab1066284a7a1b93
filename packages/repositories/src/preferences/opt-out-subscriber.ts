import type { Channel } from '@carillon/domain';
import type { Database } from '../database.ts';
import type { SubscriberKey } from '../subscribers/fetch-addresses.ts';

/** What somebody does not want any more. */
export interface OptOut {
  readonly category: string;
  readonly channel: Channel;
}

const OPT_OUT = `
INSERT INTO preference AS p (tenant_id, subscriber_id, categories)
SELECT s.tenant_id, s.id, jsonb_build_object($3::text, jsonb_build_object($4::text, false))
FROM subscriber s WHERE s.tenant_id = $1 AND s.id = $2 FOR KEY SHARE
ON CONFLICT (tenant_id, subscriber_id) DO UPDATE SET updated_at = now(),
  categories = p.categories || jsonb_build_object($3::text,
    coalesce(p.categories -> $3::text, '{}') || jsonb_build_object($4::text, false))`;

/**
 * Opts a subscriber out of one category on one channel; what else he has decided stays. False when
 * there is no such subscriber any more.
 */
export const optOutSubscriber = async (
  { pool }: Database,
  { tenantId, subscriberId }: SubscriberKey,
  { category, channel }: OptOut,
): Promise<boolean> =>
  (await pool.query(OPT_OUT, [tenantId, subscriberId, category, channel])).rowCount === 1;
