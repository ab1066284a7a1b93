import { sql } from 'kysely';
import type { Database } from '../database.ts';
import type { SuppressedAddress } from './delete-suppression.ts';

/**
 * The recipient wants to hear no more (STOP). What stands on the list for good stays as it is: `endOptOut`
 * is to end what he has begun, and nothing that somebody entered.
 */
export const putOptOut = async (
  { kysely }: Database,
  { tenantId, channel, address }: SuppressedAddress,
): Promise<void> => {
  await kysely
    .insertInto('suppression')
    .values({
      tenant_id: tenantId,
      channel,
      address_key: sql<string>`lower(${address})`,
      address,
      reason: 'opted_out',
      category: '',
      until: null,
    })
    .onConflict((oc) =>
      oc
        .columns(['tenant_id', 'channel', 'address_key', 'category'])
        .doUpdateSet({ reason: 'opted_out', until: null, created_at: sql`now()` })
        .where('suppression.until', 'is not', null),
    )
    .execute();
};
