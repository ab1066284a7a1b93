import { lowestIdAt } from '@carillon/domain';
import type { Database } from '../database.ts';
import { plainArray, textArray } from '../sql/arrays.ts';
import { inTransaction } from '../sql/in-transaction.ts';

/** By what deliveries may be told apart. */
export const ANALYTICS_GROUPS = ['channel', 'template', 'category', 'day'] as const;
export type AnalyticsGroup = (typeof ANALYTICS_GROUPS)[number];

export interface AnalyticsQuestion {
  readonly tenantId: string;
  /** When they were accepted: `from` inclusive, `to` exclusive. */
  readonly from: Date;
  readonly to: Date;
  readonly groupBy: AnalyticsGroup;
}

/** What became of some deliveries; each is counted once in every column that it fits. */
export interface AnalyticsCounts {
  readonly deliveries: number;
  /** Accepted by a provider, whatever came after. */
  readonly sent: number;
  readonly delivered: number;
  /** Given up: failed or expired. */
  readonly failed: number;
  readonly opened: number;
  readonly clicked: number;
  /** Inbox items that were read. */
  readonly read: number;
}

export interface AnalyticsRow extends AnalyticsCounts {
  /** A channel, a template's key (null: without one), a category, or a day (UTC) as in 2026-01-31. */
  readonly key: string | null;
}

export interface DeliveryAnalytics {
  readonly totals: AnalyticsCounts;
  /** Days: the newest first. All else: the greatest first, at most 1,000. */
  readonly groups: readonly AnalyticsRow[];
}

const MOST_GROUPS = 1_000;
const DAY_MS = 86_400_000;

/** What the deliveries are grouped by, and where that is found. */
const KEYS: Readonly<Record<AnalyticsGroup, { key: string; needsNotification: boolean }>> = {
  channel: { key: 'd.channel::text', needsNotification: false },
  day: { key: '($4::text[])[width_bucket(d.id, $5::uuid[])]', needsNotification: false },
  category: { key: 'n.category', needsNotification: true },
  template: { key: "n.request -> 'template' ->> 'key'", needsNotification: true },
};

// Ids are ordered by time and of one family (docs/adr/0003), so all three ranges are the same days: only
// their partitions are read, and a delivery meets its notification by a hash join. An item that a
// collapse key has updated speaks of the delivery that did it.
const statementFor = ({ key, needsNotification }: (typeof KEYS)[AnalyticsGroup], order: string) => `
WITH engaged AS MATERIALIZED (
  SELECT delivery_id AS id, bool_or(kind = 'opened') AS opened, bool_or(kind = 'clicked') AS clicked
  FROM receipt
  WHERE tenant_id = $1 AND delivery_id >= $2 AND delivery_id < $3 AND kind IN ('opened', 'clicked')
  GROUP BY delivery_id
), looked_at AS MATERIALIZED (
  SELECT DISTINCT coalesce(delivery_id, id) AS id FROM inbox_item
  WHERE tenant_id = $1 AND id >= $2 AND id < $3 AND read_at IS NOT NULL
), found AS (
  SELECT ${key} AS key, d.status IN ('sent', 'delivered') OR d.sent_at IS NOT NULL AS sent,
    d.status = 'delivered' AS delivered, d.status IN ('failed', 'expired') AS failed,
    e.opened, e.clicked, r.id IS NOT NULL AS read
  FROM delivery d
    ${
      needsNotification
        ? `LEFT JOIN notification n ON n.id = notification_id_of(d.id)
      AND n.tenant_id = $1 AND n.id >= $2 AND n.id < $3`
        : ''
    }
    LEFT JOIN engaged e ON e.id = d.id
    LEFT JOIN looked_at r ON r.id = d.id
  WHERE d.tenant_id = $1 AND d.id >= $2 AND d.id < $3
)
SELECT key, count(*)::int AS deliveries,
  (count(*) FILTER (WHERE sent))::int AS sent,
  (count(*) FILTER (WHERE delivered))::int AS delivered,
  (count(*) FILTER (WHERE failed))::int AS failed,
  (count(*) FILTER (WHERE opened))::int AS opened,
  (count(*) FILTER (WHERE clicked))::int AS clicked,
  (count(*) FILTER (WHERE read))::int AS read
FROM found GROUP BY GROUPING SETS ((key), ())
ORDER BY grouping(key) DESC, ${order} LIMIT ${MOST_GROUPS + 1}`;

/** The days (UTC) of a span, and the lowest id of each. */
const daysOf = (from: Date, to: Date): { readonly names: string[]; readonly lowest: string[] } => {
  const days = { names: [] as string[], lowest: [] as string[] };
  const first = Math.floor(from.getTime() / DAY_MS) * DAY_MS;
  for (let atMs = first; atMs < to.getTime(); atMs += DAY_MS) {
    days.names.push(new Date(atMs).toISOString().slice(0, 10));
    days.lowest.push(lowestIdAt(atMs));
  }
  return days;
};

/**
 * What became of a tenant's deliveries that were accepted within a span. The server ends the statement
 * after `withinMs`: whoever has asked has gone then.
 */
export const deliveryAnalytics = async (
  database: Database,
  { tenantId, from, to, groupBy }: AnalyticsQuestion,
  withinMs: number,
): Promise<DeliveryAnalytics> => {
  const isByDay = groupBy === 'day';
  const text = statementFor(KEYS[groupBy], isByDay ? 'key DESC' : 'deliveries DESC, key');
  const span = [tenantId, lowestIdAt(from.getTime()), lowestIdAt(to.getTime())];
  const { names, lowest } = daysOf(from, to);
  const values = isByDay ? [...span, textArray(names), plainArray(lowest)] : span;
  const { rows } = await inTransaction(database, async (client) => {
    await client.query(`SET LOCAL statement_timeout = ${Math.ceil(withinMs)}`);
    return client.query<AnalyticsRow>(text, values);
  });
  const [total, ...groups] = rows;
  if (total === undefined) throw new Error('an aggregate returned no row');
  const { key: _, ...totals } = total;
  return { totals, groups };
};
