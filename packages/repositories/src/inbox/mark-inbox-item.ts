import type { Database } from '../database.ts';
import { eventParts } from '../events/event-parts.ts';
import { inboxReadEvents, TOLD_OF_ITEM } from '../events/inbox-read-events.ts';
import { changeInbox } from './change-inbox.ts';
import { INBOX_ITEM_COLUMNS, type InboxItemRecord } from './inbox-item-record.ts';

/** What to set or take back; undefined leaves it as it is. */
export interface InboxMark {
  readonly tenantId: string;
  readonly subscriberId: string;
  readonly itemId: string;
  readonly seen?: boolean | undefined;
  readonly read?: boolean | undefined;
  readonly archived?: boolean | undefined;
}

const FIND = `SELECT ${INBOX_ITEM_COLUMNS} FROM inbox_item i
  WHERE i.tenant_id = $1 AND i.id = $2 AND i.subscriber_id = $3`;

/** A mark that is there already keeps its time. */
const marked = (column: string, asked: string): string =>
  `CASE ${asked}::boolean WHEN true THEN coalesce(${column}, now()) WHEN false THEN NULL ELSE ${column} END`;
const differs = (column: string, asked: string): string =>
  `(${column} IS NOT NULL) <> coalesce(${asked}::boolean, ${column} IS NOT NULL)`;

// What it was before is read under the subscriber's lock.
const MARK = `
WITH marked AS (
  UPDATE inbox_item i SET version = $3, seen_at = ${marked('i.seen_at', '$4')},
    read_at = ${marked('i.read_at', '$5')}, archived_at = ${marked('i.archived_at', '$6')}
  FROM inbox_item o
  WHERE o.tenant_id = $1 AND o.id = $2 AND i.tenant_id = $1 AND i.id = $2
    AND (${differs('i.seen_at', '$4')} OR ${differs('i.read_at', '$5')}
      OR ${differs('i.archived_at', '$6')})
  RETURNING i.*, o.read_at IS NULL AND i.read_at IS NOT NULL AS is_newly_read
), read AS (
  SELECT ${TOLD_OF_ITEM} FROM marked i WHERE is_newly_read
), ${eventParts([inboxReadEvents('read')])}
SELECT ${INBOX_ITEM_COLUMNS} FROM marked i`;

/**
 * Marks an item seen, read or archived, or takes that back. Read implies seen, so unseen implies
 * unread. Null when the subscriber has no such item.
 */
export const markInboxItem = async (
  database: Database,
  mark: InboxMark,
): Promise<InboxItemRecord | null> => {
  const seen = mark.read === true ? true : mark.seen;
  const read = mark.seen === false ? false : mark.read;
  const key = [mark.tenantId, mark.itemId];
  const change = await changeInbox(database, mark, async (client, version) => {
    const found = await client.query<InboxItemRecord>(FIND, [...key, mark.subscriberId]);
    const item = found.rows[0] ?? null;
    if (item === null) return { changed: false, result: null };
    const marks = [version, seen ?? null, read ?? null, mark.archived ?? null];
    const { rows } = await client.query<InboxItemRecord>(MARK, [...key, ...marks]);
    return { changed: rows.length > 0, result: rows[0] ?? item };
  });
  return change?.result ?? null;
};
