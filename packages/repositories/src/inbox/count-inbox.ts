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

export const INBOX_COUNT_COLUMNS = `s.inbox_version::float8 AS version, s.inbox_unread AS unread,
  s.inbox_unseen AS unseen, s.inbox_total AS total`;

const COUNT = `SELECT ${INBOX_COUNT_COLUMNS} FROM subscriber s WHERE s.tenant_id = $1 AND s.id = $2`;

/**
 * The counts of an inbox, or null when there is no such subscriber. They cannot drift from the items:
 * triggers keep them in the transaction of each change, which also raises the version.
 */
export const countInbox = async (
  { pool }: Database,
  { tenantId, subscriberId }: InboxKey,
): Promise<InboxCounts | null> => {
  const values = [tenantId, subscriberId];
  const { rows } = await pool.query<InboxCounts>({ name: 'inbox-counts', text: COUNT, values });
  return rows[0] ?? null;
};
