import type { Database } from '../database.ts';
import { eventParts } from '../events/event-parts.ts';
import { inboxReadEvents, TOLD_OF_ITEM } from '../events/inbox-read-events.ts';
import { changeInbox } from './change-inbox.ts';
import type { InboxCounts, InboxKey } from './count-inbox.ts';

const READ_ALL = `
WITH read AS (
  UPDATE inbox_item i SET version = $3, read_at = now(), seen_at = coalesce(i.seen_at, now())
  WHERE i.tenant_id = $1 AND i.subscriber_id = $2 AND i.read_at IS NULL AND i.archived_at IS NULL
  RETURNING ${TOLD_OF_ITEM}
), ${eventParts([inboxReadEvents('read')])}
SELECT FROM read`;

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
