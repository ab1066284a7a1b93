import type { Database } from '../database.ts';
import { SUBSCRIBER_COLUMNS, type SubscriberRecord } from './subscriber-record.ts';

export const findSubscriber = async (
  database: Database,
  { tenantId, id }: { tenantId: string; id: string },
): Promise<SubscriberRecord | null> => {
  const row = await database.kysely
    .selectFrom('subscriber')
    .select(SUBSCRIBER_COLUMNS)
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
};
