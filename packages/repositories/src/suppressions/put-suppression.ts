import { sql } from 'kysely';
import type { Database } from '../database.ts';
import type { SuppressionRecord } from './suppression-record.ts';

export type NewSuppression = Omit<SuppressionRecord, 'createdAt'> & { readonly tenantId: string };

/** Puts an address on the list; what was there for the same category is replaced. */
export const putSuppression = async (
  { kysely }: Database,
  { tenantId, channel, address, reason, category, until }: NewSuppression,
): Promise<SuppressionRecord> => {
  const { createdAt } = await kysely
    .insertInto('suppression')
    .values({
      tenant_id: tenantId,
      channel,
      address_key: sql<string>`lower(${address})`,
      address,
      reason,
      category: category ?? '',
      until,
    })
    .onConflict((oc) =>
      oc
        .columns(['tenant_id', 'channel', 'address_key', 'category'])
        .doUpdateSet({ address, reason, until, created_at: sql`now()` }),
    )
    .returning('created_at as createdAt')
    .executeTakeFirstOrThrow();
  return { channel, address, reason, category, until, createdAt };
};
