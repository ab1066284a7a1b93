import type { Database } from '../database.ts';
import { changeInbox } from './change-inbox.ts';
import type { InboxCounts, InboxKey } from './count-inbox.ts';

const READ_ALL = `
UPDATE inbox_item SET version = $3, read_at = now(), seen_at = coalesce(seen_at, now())
WHERE tenant_id = $1 AND subscriber_id = $2 AND read_at IS NULL AND archived_at IS NULL`;

/** Marks every unread item read. Resolves to the counts after it; null without such a subscriber. */
export const readAllItems = async (
  database: Database,
  key: InboxKey,
): Promise<InboxCounts | null> => {
  const change = await changeInbox(database, key, async (client, version) => {
    const { rowCount } = await client.query(READ_ALL, [key.tenantId, key.subscriberId, version]);
    return { changed: rowCount !== 0, result: null };
  });
  return change?.counts ?? null;
};
