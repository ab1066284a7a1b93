import type { KnownAddresses } from '@carillon/domain';
import type { Database } from '../database.ts';
import { PUSH_TOKENS } from '../devices/push-tokens.ts';

/** Whom a request names. */
export interface SubscriberKey {
  readonly tenantId: string;
  readonly subscriberId: string;
}

/** Whom a request names, and whether it goes to his devices: only then are they looked up. */
export interface AddressesAsked extends SubscriberKey {
  readonly push: boolean;
}

/** Where a subscriber can be reached, and in which language. */
export interface SubscriberAddresses extends SubscriberKey, KnownAddresses {
  readonly locale: string | null;
}

const FETCH = `
SELECT s.tenant_id AS "tenantId", s.id AS "subscriberId", s.email, s.phone, s.locale,
  CASE WHEN k.push THEN ${PUSH_TOKENS} ELSE '{}' END AS "pushTokens"
FROM (SELECT tenant_id, id, bool_or(push) AS push
    FROM unnest($1::uuid[], $2::text[], $3::boolean[]) AS k(tenant_id, id, push) GROUP BY 1, 2) k
  JOIN subscriber s USING (tenant_id, id)`;

/** The addresses of many subscribers, of any tenants, in one statement; unknown ones are left out. */
export const fetchAddresses = async (
  database: { readonly pool: Pick<Database['pool'], 'query'> },
  keys: readonly AddressesAsked[],
): Promise<SubscriberAddresses[]> => {
  if (keys.length === 0) return [];
  const { rows } = await database.pool.query<SubscriberAddresses>({
    name: 'subscriber-addresses',
    text: FETCH,
    values: [keys.map((k) => k.tenantId), keys.map((k) => k.subscriberId), keys.map((k) => k.push)],
  });
  return rows;
};
