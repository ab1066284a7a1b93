import type pg from 'pg';
import type { Database } from '../database.ts';

/** Whose inbox. */
export interface InboxKey {
  readonly tenantId: string;
  readonly subscriberId: string;
}

/** How full an inbox is at one version of it. */
export interface InboxCounts {
  /** Neither read nor archived. */
  readonly unread: number;
  /** Neither seen nor archived. */
  readonly unseen: number;
  readonly total: number;
  readonly version: number;
}

const COUNT = `
SELECT s.inbox_version::float8 AS version,
  count(i.id) FILTER (WHERE i.read_at IS NULL AND i.archived_at IS NULL)::int AS unread,
  count(i.id) FILTER (WHERE i.seen_at IS NULL AND i.archived_at IS NULL)::int AS unseen,
  count(i.id)::int AS total
FROM subscriber s LEFT JOIN inbox_item i ON i.tenant_id = s.tenant_id AND i.subscriber_id = s.id
WHERE s.tenant_id = $1 AND s.id = $2
GROUP BY s.inbox_version`;

/** Counts as a transaction sees them. Null when there is no such subscriber. */
export const countInboxIn = async (
  client: pg.Pool | pg.PoolClient,
  { tenantId, subscriberId }: InboxKey,
): Promise<InboxCounts | null> => {
  const { rows } = await client.query<InboxCounts>(COUNT, [tenantId, subscriberId]);
  return rows[0] ?? null;
};

/**
 * The counts of an inbox, or null when there is no such subscriber. They cannot drift: one statement
 * sees one snapshot, and whoever changes an item raises the version in the same transaction.
 */
export const countInbox = (database: Database, key: InboxKey): Promise<InboxCounts | null> =>
  countInboxIn(database.pool, key);
