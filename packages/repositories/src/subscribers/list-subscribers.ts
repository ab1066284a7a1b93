import { sql } from 'kysely';
import type { Database } from '../database.ts';
import { SUBSCRIBER_COLUMNS, type SubscriberRecord } from './subscriber-record.ts';

export interface SubscriberPage {
  readonly tenantId: string;
  /** The last one of the page before; its time is in microseconds, as PostgreSQL keeps it. */
  readonly after: { readonly micros: string; readonly id: string } | null;
  readonly limit: number;
}

export type ListedSubscriber = SubscriberRecord & { readonly createdMicros: string };

const MICROS = sql<string>`(extract(epoch FROM created_at) * 1000000)::bigint`;

/** Subscribers, the newest first. */
export const listSubscribers = async (
  database: Database,
  { tenantId, after, limit }: SubscriberPage,
): Promise<ListedSubscriber[]> => {
  let query = database.kysely
    .selectFrom('subscriber')
    .select(SUBSCRIBER_COLUMNS)
    .select(MICROS.as('createdMicros'))
    .where('tenant_id', '=', tenantId);
  if (after !== null) {
    query = query.where(
      sql<boolean>`(created_at, id) <
        ('epoch'::timestamptz + ${after.micros}::bigint * interval '1 microsecond', ${after.id})`,
    );
  }
  return query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
};
