import { plainArray, textArray } from '../sql/arrays.ts';
import type { Parameters } from '../sql/parameters.ts';
import type { RecordedItem, RecordedResult } from './recorded-result.ts';

type Itemised = RecordedResult & { readonly item: RecordedItem };

const COLUMNS = 'tenant_id, id, subscriber_id, version, title, body, url, data, category';
const VALUES = `i.tenant_id, i.id, i.subscriber_id, v.inbox_version - i.before_last, i.title, i.body,
    i.url, i.data, i.category`;
const VERSIONED = `items i JOIN versions v ON v.tenant_id = i.tenant_id AND v.id = i.subscriber_id`;

const INSERT = `inbox AS (
  INSERT INTO inbox_item (${COLUMNS}) SELECT ${VALUES} FROM ${VERSIONED}
  ON CONFLICT (tenant_id, id) DO NOTHING
)`;

// An item with a collapse key keeps its id and its place, says what the newest delivery says, and is
// new again to whoever had seen, read or archived it. Of several in one statement the newest counts.
const INSERT_OR_UPDATE = `inbox AS (
  INSERT INTO inbox_item (${COLUMNS}) SELECT ${VALUES} FROM ${VERSIONED} WHERE i.collapse_key IS NULL
  ON CONFLICT (tenant_id, id) DO NOTHING
), collapsed AS (
  INSERT INTO inbox_item AS x (${COLUMNS}, collapse_key, delivery_id)
  SELECT DISTINCT ON (i.tenant_id, i.subscriber_id, i.collapse_key) ${VALUES}, i.collapse_key, i.id
  FROM ${VERSIONED} WHERE i.collapse_key IS NOT NULL
  ORDER BY i.tenant_id, i.subscriber_id, i.collapse_key, i.id DESC
  ON CONFLICT (tenant_id, subscriber_id, collapse_key) WHERE collapse_key IS NOT NULL
    DO UPDATE SET version = excluded.version, title = excluded.title, body = excluded.body,
      url = excluded.url, data = excluded.data, category = excluded.category,
      delivery_id = excluded.delivery_id, seen_at = NULL, read_at = NULL, archived_at = NULL
    WHERE x.delivery_id < excluded.delivery_id
)`;

/**
 * Items take the subscriber's next versions, under its row lock, in the order of their deliveries.
 * Locks are taken in key order: several workers write to the same inboxes at once. `collapses` tells
 * whether one of them has a collapse key; the statement then has another shape.
 */
export const itemsPart = (
  p: Parameters,
  rows: readonly RecordedResult[],
  collapses: boolean,
): string => {
  const items = rows.filter((r): r is Itemised => r.item !== null);
  const texts = (of: (item: RecordedItem) => string | null): string =>
    textArray(items.map((r) => of(r.item)));
  const keys = p.add(plainArray(items.map((r) => r.deliveryId)), 'uuid[]');
  const collapseKeys = collapses
    ? `, ${p.add(
        texts((i) => i.collapseKey ?? null),
        'text[]',
      )}`
    : '';
  return `items AS (
  SELECT i.*, u.tenant_id,
    row_number() OVER (PARTITION BY u.tenant_id, i.subscriber_id ORDER BY i.id DESC) - 1 AS before_last
  FROM unnest(${keys}, ${p.add(
    texts((i) => i.subscriberId),
    'text[]',
  )},
    ${p.add(
      texts((i) => i.title),
      'text[]',
    )}, ${p.add(
      texts((i) => i.body),
      'text[]',
    )},
    ${p.add(
      texts((i) => i.url),
      'text[]',
    )},
    ${p.add(
      texts((i) => (i.data ? JSON.stringify(i.data) : null)),
      'jsonb[]',
    )},
    ${p.add(
      texts((i) => i.category),
      'text[]',
    )}${collapseKeys})
    AS i(id, subscriber_id, title, body, url, data, category${collapses ? ', collapse_key' : ''})
  JOIN u ON u.id = i.id
), inboxes AS (
  SELECT s.tenant_id, s.id, c.n
  FROM (SELECT tenant_id, subscriber_id, count(*) AS n FROM items GROUP BY 1, 2) c
  JOIN subscriber s ON s.tenant_id = c.tenant_id AND s.id = c.subscriber_id
  ORDER BY s.tenant_id, s.id FOR NO KEY UPDATE OF s
), versions AS (
  UPDATE subscriber s SET inbox_version = s.inbox_version + c.n FROM inboxes c
  WHERE s.tenant_id = c.tenant_id AND s.id = c.id
  RETURNING s.tenant_id, s.id, s.inbox_version
), ${collapses ? INSERT_OR_UPDATE : INSERT}`;
};
