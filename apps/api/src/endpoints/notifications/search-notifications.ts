import { notificationStatusOf, PRIORITY_RANK } from '@carillon/domain';
import { type Database, type FoundNotification, listNotifications } from '@carillon/repositories';
import { idCursor } from '../../http/cursor.ts';
import type { ListQuery } from './list-query.ts';

/** Rows looked at in one statement when a filter is judged here. */
const SCAN = 500;
/** Rows looked at for one page at most: a rare status costs several pages, not a minute. */
const MOST_SCANNED = 10_000;
/** A page has 2 s in all: it ends with what it has when looking for more has taken so long. */
const MOST_MS = 800;

export interface SearchDeps {
  readonly database: Database;
  readonly now: Date;
  /** Milliseconds that only ever go up. */
  readonly nowMs?: () => number;
}

export interface Found {
  readonly ids: readonly string[];
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

/** What the statement itself narrows by. */
const narrowingOf = (query: ListQuery) => ({
  from: query.from ?? null,
  to: query.to ?? null,
  rank: rankOf(query.priority),
  category: query.category ?? null,
  entityType: query.entityType ?? null,
  entityId: query.entityId ?? null,
  correlationId: query.correlationId ?? null,
  batchId: query.batchId ?? null,
  recipient: query.recipient ?? null,
});

/**
 * A page of notifications, the newest first. Status and channel are judged row by row; a page that has
 * looked at 10,000 rows, or for 0.8 s, ends there, perhaps short, and the next one goes on.
 */
export const searchNotifications = async (
  { database, now, nowMs = () => performance.now() }: SearchDeps,
  { tenantId, query }: { readonly tenantId: string; readonly query: ListQuery },
): Promise<Found> => {
  const judged = query.status !== undefined || query.channel !== undefined;
  const ids: string[] = [];
  const begunMs = nowMs();
  const limit = judged ? SCAN : query.limit + 1;
  const wanted = { tenantId, ...narrowingOf(query) };
  let beforeId = idCursor.read(query.cursor);
  for (let scanned = 0; scanned < MOST_SCANNED; scanned += limit) {
    if (nowMs() - begunMs > MOST_MS) break;
    const page = await listNotifications(database, { ...wanted, beforeId, limit, now });
    for (const row of page) {
      if (!fits(row, query)) continue;
      if (ids.length === query.limit) return { ids, nextAfter: ids.at(-1) ?? null };
      ids.push(row.id);
    }
    if (page.length < limit) return { ids, nextAfter: null };
    beforeId = page.at(-1)?.id ?? null;
  }
  return { ids, nextAfter: beforeId };
};
