import { sql } from 'kysely';
import type { Database } from '../database.ts';
import { TOPIC_COLUMNS, type TopicRecord } from './topic-record.ts';

export interface TopicPage {
  readonly tenantId: string;
  /** The last one of the page before; its time is in microseconds, as PostgreSQL keeps it. */
  readonly after: { readonly micros: string; readonly id: string } | null;
  readonly limit: number;
}

export type ListedTopic = TopicRecord & { readonly createdMicros: string };

const MICROS = sql<string>`(extract(epoch FROM created_at) * 1000000)::bigint`;

/** Topics of this tenant, the newest first. */
export const listTopics = async (
  { kysely }: Database,
  { tenantId, after, limit }: TopicPage,
): Promise<ListedTopic[]> => {
  let query = kysely
    .selectFrom('topic')
    .select(TOPIC_COLUMNS)
    .select(MICROS.as('createdMicros'))
    .where('tenant_id', '=', tenantId)
    .where('deleted_at', 'is', null);
  if (after !== null) {
    query = query.where(
      sql<boolean>`(created_at, key) <
        ('epoch'::timestamptz + ${after.micros}::bigint * interval '1 microsecond', ${after.id})`,
    );
  }
  return query.orderBy('created_at', 'desc').orderBy('key', 'desc').limit(limit).execute();
};
