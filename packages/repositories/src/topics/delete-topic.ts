import { sql } from 'kysely';
import type { Database } from '../database.ts';
import type { TopicKey } from './topic-record.ts';

/**
 * Deletes a topic: its key is free and nobody is a member any more, at once. The rows of its members
 * go later (`clearDeletedTopics`), as there may be a million. True when it was there.
 */
export const deleteTopic = async (
  { kysely }: Database,
  { tenantId, key }: TopicKey,
): Promise<boolean> => {
  const { numUpdatedRows } = await kysely
    .updateTable('topic')
    .set({ deleted_at: sql`now()` })
    .where('tenant_id', '=', tenantId)
    .where('key', '=', key)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
};
