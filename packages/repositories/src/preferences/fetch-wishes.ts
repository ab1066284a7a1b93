import type { Preferences } from '@carillon/domain';
import type { Database } from '../database.ts';

/** What has to be known of a subscriber before anything is sent to him. */
export interface Wishes extends Preferences {
  readonly subscriberId: string;
  /** IANA, as he was last put. */
  readonly timezone: string | null;
}

const FETCH = `
SELECT p.subscriber_id AS "subscriberId", p.categories, p.quiet_hours AS "quietHours", s.timezone
FROM preference p JOIN subscriber s ON s.tenant_id = p.tenant_id AND s.id = p.subscriber_id
WHERE p.tenant_id = $1 AND p.subscriber_id = ANY ($2::text[])`;

/** The wishes of these subscribers; those who never said anything are left out. */
export const fetchWishes = async (
  { pool }: Database,
  tenantId: string,
  subscriberIds: readonly string[],
): Promise<Wishes[]> => {
  const values = [tenantId, subscriberIds];
  return (await pool.query<Wishes>({ name: 'wishes', text: FETCH, values })).rows;
};
