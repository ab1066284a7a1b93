import type { Channel } from '@carillon/domain';
import { sql } from 'kysely';
import type { Database } from '../database.ts';

export interface SuppressedAddress {
  readonly tenantId: string;
  readonly channel: Channel;
  readonly address: string;
}

/** Takes an address off the list, in every category. True when it was there. */
export const deleteSuppression = async (
  { kysely }: Database,
  { tenantId, channel, address }: SuppressedAddress,
): Promise<boolean> => {
  const { numDeletedRows } = await kysely
    .deleteFrom('suppression')
    .where('tenant_id', '=', tenantId)
    .where('channel', '=', channel)
    .where('address_key', '=', sql<string>`lower(${address})`)
    .executeTakeFirst();
  return numDeletedRows > 0n;
};

/**
 * The recipient wants to hear from us again (START). What he or a vendor on his behalf had asked for
 * ends; what somebody put on the list by hand stays. Vendors' own codes are numbers.
 */
export const endOptOut = async (
  { kysely }: Database,
  { tenantId, channel, address }: SuppressedAddress,
): Promise<boolean> => {
  const { numDeletedRows } = await kysely
    .deleteFrom('suppression')
    .where('tenant_id', '=', tenantId)
    .where('channel', '=', channel)
    .where('address_key', '=', sql<string>`lower(${address})`)
    .where(sql<boolean>`(reason = 'opted_out' OR reason ~ '^[0-9]+$')`)
    .executeTakeFirst();
  return numDeletedRows > 0n;
};
