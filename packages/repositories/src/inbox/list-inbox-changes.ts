import type { Database } from '../database.ts';
import { INBOX_COUNT_COLUMNS, type InboxCounts, type InboxKey } from './count-inbox.ts';
import { INBOX_ITEM_COLUMNS, type InboxItemRecord } from './inbox-item-record.ts';

/** How far somebody has read the changes of an inbox: through all of a version, or to an item in it. */
export interface InboxPosition extends InboxKey {
  readonly version: number;
  /** The last one of that version; `AFTER_ALL_ITEMS` where it was read through. */
  readonly itemId: string;
}

/** Behind every id. */
export const AFTER_ALL_ITEMS = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** An item as it is now, with the version in which it last changed. */
export type ChangedItem = InboxItemRecord & { readonly version: number };

/** What has changed in an inbox since a position, and the counts of the same moment. */
export interface InboxChanges {
  readonly counts: InboxCounts;
  /** In the order of their changes; each once, however often it was changed. */
  readonly items: readonly ChangedItem[];
}

// A position ahead of the inbox is of another life of the subscriber: everything is new to it.
const CHANGES = `
SELECT p.n::int, ${INBOX_COUNT_COLUMNS}, i.*
FROM unnest($1::uuid[], $2::text[], $3::bigint[], $4::uuid[]) WITH ORDINALITY
    AS p(tenant_id, subscriber_id, version, item_id, n)
  JOIN subscriber s ON s.tenant_id = p.tenant_id AND s.id = p.subscriber_id
  LEFT JOIN LATERAL (
    SELECT ${INBOX_ITEM_COLUMNS}, i.version::float8 AS "itemVersion" FROM inbox_item i
    WHERE i.tenant_id = p.tenant_id AND i.subscriber_id = p.subscriber_id AND (i.version, i.id) >
      (CASE WHEN p.version > s.inbox_version THEN 0 ELSE p.version END, p.item_id)
    ORDER BY i.version, i.id LIMIT $5
  ) i ON true
ORDER BY p.n, i."itemVersion", i.id`;

type Row = InboxCounts &
  Omit<InboxItemRecord, 'id'> & { n: number; id: string | null; itemVersion: number };

/**
 * What has changed in many inboxes, of any tenants, since each one's position, in one statement: at
 * most `limit` items each. Null for a subscriber who is not there any more. A version is visible only
 * together with all before it, because changes of an inbox commit one after the other.
 */
export const listInboxChanges = async (
  { pool }: Database,
  positions: readonly InboxPosition[],
  limit: number,
): Promise<(InboxChanges | null)[]> => {
  const { rows } = await pool.query<Row>({
    name: 'inbox-changes',
    text: CHANGES,
    values: [
      positions.map((p) => p.tenantId),
      positions.map((p) => p.subscriberId),
      positions.map((p) => p.version),
      positions.map((p) => p.itemId),
      limit,
    ],
  });
  const found = Map.groupBy(rows, ({ n }) => n - 1);
  return positions.map((_, n): InboxChanges | null => {
    const group = found.get(n);
    if (group?.[0] === undefined) return null;
    const { version, unread, unseen, total } = group[0];
    const items = group.flatMap((row): ChangedItem[] => {
      const {
        id,
        itemVersion,
        n: _n,
        unread: _unread,
        unseen: _unseen,
        total: _total,
        ...item
      } = row;
      return id === null ? [] : [{ ...item, id, version: itemVersion }];
    });
    return { counts: { version, unread, unseen, total }, items };
  });
};
