import type { Database } from '../database.ts';

/** Whom a request names. */
export interface SubscriberKey {
  readonly tenantId: string;
  readonly subscriberId: string;
}

/** Where a subscriber can be reached. */
export interface SubscriberAddresses extends SubscriberKey {
  readonly email: string | null;
  readonly phone: string | null;
}

const FETCH = `
SELECT s.tenant_id AS "tenantId", s.id AS "subscriberId", s.email, s.phone
FROM (SELECT DISTINCT * FROM unnest($1::uuid[], $2::text[])) AS k(tenant_id, id)
  JOIN subscriber s USING (tenant_id, id)`;

/** The addresses of many subscribers, of any tenants, in one statement; unknown ones are left out. */
export const fetchAddresses = async (
  database: Database,
  keys: readonly SubscriberKey[],
): Promise<SubscriberAddresses[]> => {
  if (keys.length === 0) return [];
  const { rows } = await database.pool.query<SubscriberAddresses>({
    name: 'subscriber-addresses',
    text: FETCH,
    values: [keys.map((k) => k.tenantId), keys.map((k) => k.subscriberId)],
  });
  return rows;
};
