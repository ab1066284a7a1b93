import { sql } from 'kysely';
import type { Database } from '../database.ts';
import { SUBSCRIBER_COLUMNS, type SubscriberRecord } from './subscriber-record.ts';

export type SubscriberInput = Omit<SubscriberRecord, 'devices' | 'createdAt' | 'updatedAt'>;

/** Creates a subscriber or replaces what is known of him; his devices and inbox stay as they are. */
export const putSubscriber = async (
  database: Database,
  input: SubscriberInput,
): Promise<{ subscriber: SubscriberRecord; created: boolean }> => {
  const { id, email, phone, name, locale, timezone } = input;
  const known = { email, phone, name, locale, timezone, data: JSON.stringify(input.data) };
  const { created, ...subscriber } = await database.kysely
    .insertInto('subscriber')
    .values({ tenant_id: input.tenantId, id, ...known })
    .onConflict((oc) =>
      oc.columns(['tenant_id', 'id']).doUpdateSet({ ...known, updated_at: sql`now()` }),
    )
    .returning(SUBSCRIBER_COLUMNS)
    // A row that this statement inserted has no version before it.
    .returning(sql<boolean>`xmax = 0`.as('created'))
    .executeTakeFirstOrThrow();
  return { subscriber, created };
};
