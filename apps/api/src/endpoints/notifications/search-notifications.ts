import { notificationStatusOf, PRIORITY_RANK } from '@carillon/domain';
import { type Database, type FoundNotification, listNotifications } from '@carillon/repositories';
import { idCursor } from '../../http/cursor.ts';
import type { ListQuery } from './list-query.ts';

/** Rows looked at in one statement when a filter is judged here. */
const SCAN = 500;
/** Rows looked at for one page at most: a rare status costs several pages, not a minute. */
const MOST_SCANNED = 10_000;

export interface Found {
  readonly rows: readonly FoundNotification[];
  /** After which notification the next page begins; null at the end. */
  readonly nextAfter: string | null;
}

/** A notification's status follows from its deliveries: the domain's rule decides, not a second one in SQL. */
const fits = (row: FoundNotification, { status, channel }: ListQuery): boolean =>
  (channel === undefined || row.channels.includes(channel)) &&
  (status === undefined || notificationStatusOf(row.statuses) === status);

const rankOf = (priority: ListQuery['priority']): number | null => {
  if (priority === undefined) return null;
  return PRIORITY_RANK[priority === 'urgent' ? 'critical' : priority];
};

/**
 * A page of notifications, the newest first. Status and channel are judged row by row; a page that has
 * looked at 10,000 rows ends there, perhaps short, and the next one goes on.
 */
export const searchNotifications = async (
  database: Database,
  tenantId: string,
  query: ListQuery,
): Promise<Found> => {
  const judged = query.status !== undefined || query.channel !== undefined;
  const rows: FoundNotification[] = [];
  const limit = judged ? SCAN : query.limit + 1;
  let beforeId = idCursor.read(query.cursor);
  for (let scanned = 0; scanned < MOST_SCANNED; scanned += limit) {
    const page = await listNotifications(database, {
      tenantId,
      beforeId,
      from: query.from ?? null,
      to: query.to ?? null,
      rank: rankOf(query.priority),
      category: query.category ?? null,
      entityType: query.entityType ?? null,
      entityId: query.entityId ?? null,
      correlationId: query.correlationId ?? null,
      batchId: query.batchId ?? null,
      recipient: query.recipient ?? null,
      limit,
    });
    for (const row of page) {
      if (!fits(row, query)) continue;
      if (rows.length === query.limit) return { rows, nextAfter: rows.at(-1)?.id ?? null };
      rows.push(row);
    }
    if (page.length < limit) return { rows, nextAfter: null };
    beforeId = page.at(-1)?.id ?? null;
  }
  return { rows, nextAfter: beforeId };
};
