import type { Database } from '../database.ts';
import { TOPIC_COLUMNS, type TopicKey, type TopicRecord } from './topic-record.ts';

/** A topic of this tenant, or null. */
export const findTopic = async (
  { kysely }: Database,
  { tenantId, key }: TopicKey,
): Promise<TopicRecord | null> => {
  const row = await kysely
    .selectFrom('topic')
    .select(TOPIC_COLUMNS)
    .where('tenant_id', '=', tenantId)
    .where('key', '=', key)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  return row ?? null;
};
