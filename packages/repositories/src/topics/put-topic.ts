import { sql } from 'kysely';
import type { Database } from '../database.ts';
import { TOPIC_COLUMNS, type TopicKey, type TopicRecord } from './topic-record.ts';

/** Creates a topic or renames it; its members stay. */
export const putTopic = async (
  { kysely }: Database,
  { tenantId, key, name }: TopicKey & { readonly name: string | null },
): Promise<{ topic: TopicRecord; created: boolean }> => {
  const { created, ...topic } = await kysely
    .insertInto('topic')
    .values({ tenant_id: tenantId, key, name })
    .onConflict((oc) =>
      oc
        .columns(['tenant_id', 'key'])
        .where('deleted_at', 'is', null)
        .doUpdateSet({ name, updated_at: sql`now()` }),
    )
    .returning(TOPIC_COLUMNS)
    // A row that this statement inserted has no version before it.
    .returning(sql<boolean>`xmax = 0`.as('created'))
    .executeTakeFirstOrThrow();
  return { topic, created };
};
