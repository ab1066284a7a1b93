import type pg from 'pg';
import type { Database } from '../database.ts';
import { inTransaction } from '../sql/in-transaction.ts';
import { countInboxIn, type InboxCounts, type InboxKey } from './count-inbox.ts';

/** What a change of an inbox did. */
export interface InboxChange<T> {
  /** Whether any item is different now; only then is the version raised. */
  readonly changed: boolean;
  readonly result: T;
}

const LOCK = `SELECT inbox_version + 1 AS next FROM subscriber
  WHERE tenant_id = $1 AND id = $2 FOR UPDATE`;
const RAISE = 'UPDATE subscriber SET inbox_version = $3 WHERE tenant_id = $1 AND id = $2';

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
    const { rows } = await client.query<{ next: string }>(LOCK, names);
    const next = rows[0]?.next;
    if (next === undefined) return null;
    const { changed, result } = await change(client, next);
    if (changed) await client.query(RAISE, [...names, next]);
    const counts = await countInboxIn(client, key);
    return counts === null ? null : { result, counts };
  });
