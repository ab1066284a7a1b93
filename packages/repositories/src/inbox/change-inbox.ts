import type pg from 'pg';
import type { Database } from '../database.ts';
import { inTransaction } from '../sql/in-transaction.ts';
import { INBOX_COUNT_COLUMNS, type InboxCounts, type InboxKey } from './count-inbox.ts';

/** What a change of an inbox did. */
export interface InboxChange<T> {
  /** Whether any item is different now; only then is the version raised. */
  readonly changed: boolean;
  readonly result: T;
}

const LOCK = `SELECT s.inbox_version + 1 AS next, ${INBOX_COUNT_COLUMNS} FROM subscriber s
  WHERE s.tenant_id = $1 AND s.id = $2 FOR UPDATE`;
const RAISE = `UPDATE subscriber s SET inbox_version = $3 WHERE s.tenant_id = $1 AND s.id = $2
  RETURNING ${INBOX_COUNT_COLUMNS}`;

/**
 * Changes one inbox in a transaction, under the subscriber's row lock: changes follow one another, and
 * a version stands for exactly one state. `change` gets the version that the rows it changes carry.
 * The counts are those after it. Null when there is no such subscriber.
 */
export const changeInbox = <T>(
  database: Database,
  key: InboxKey,
  change: (client: pg.PoolClient, version: string) => Promise<InboxChange<T>>,
): Promise<{ result: T; counts: InboxCounts } | null> =>
  inTransaction(database, async (client) => {
    const names = [key.tenantId, key.subscriberId];
    const locked = await client.query<InboxCounts & { next: string }>(LOCK, names);
    const [before] = locked.rows;
    if (before === undefined) return null;
    const { next, ...unchanged } = before;
    const { changed, result } = await change(client, next);
    if (!changed) return { result, counts: unchanged };
    const raised = await client.query<InboxCounts>(RAISE, [...names, next]);
    return { result, counts: raised.rows[0] ?? unchanged };
  });
