import type { KnownAddresses } from '@carillon/domain';
import type { Database } from '../database.ts';
import { PUSH_TOKENS } from '../devices/push-tokens.ts';

/** Whom a request names. */
export interface SubscriberKey {
  readonly tenantId: string;
  readonly subscriberId: string;
}

/** Whom a request names, and whether it goes to his devices: where none does they are not looked up. */
export interface AddressesAsked extends SubscriberKey {
  readonly push: boolean;
}

/** Where a subscriber can be reached, and in which language. */
export interface SubscriberAddresses extends SubscriberKey, KnownAddresses {
  readonly locale: string | null;
}

const fetchText = (devices: boolean): string => `
SELECT s.tenant_id AS "tenantId", s.id AS "subscriberId", s.email, s.phone, s.locale
  ${devices ? `, ${PUSH_TOKENS} AS "pushTokens"` : ''}
FROM (SELECT DISTINCT * FROM unnest($1::uuid[], $2::text[])) AS k(tenant_id, id)
  JOIN subscriber s USING (tenant_id, id)`;

// Two statements, because looking up devices costs as much again as looking up subscribers.
const FETCH = { name: 'subscriber-addresses', text: fetchText(false) };
const FETCH_WITH_DEVICES = { name: 'subscriber-devices', text: fetchText(true) };

/** The addresses of many subscribers, of any tenants, in one statement; unknown ones are left out. */
export const fetchAddresses = async (
  database: { readonly pool: Pick<Database['pool'], 'query'> },
  keys: readonly AddressesAsked[],
): Promise<SubscriberAddresses[]> => {
  if (keys.length === 0) return [];
  const { rows } = await database.pool.query<SubscriberAddresses>({
    ...(keys.some((k) => k.push) ? FETCH_WITH_DEVICES : FETCH),
    values: [keys.map((k) => k.tenantId), keys.map((k) => k.subscriberId)],
  });
  return rows.map((row) => ({ ...row, pushTokens: row.pushTokens ?? [] }));
};
