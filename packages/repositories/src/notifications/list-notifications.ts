import { type Channel, type DeliveryStatus, lowestIdAt, timeOfId } from '@carillon/domain';
import type { Database } from '../database.ts';
import { parameters, type Parameters } from '../sql/parameters.ts';

/** What to look for; a null does not narrow the search. */
export interface NotificationSearch {
  readonly tenantId: string;
  /** Only those accepted before this one. */
  readonly beforeId: string | null;
  /** When it was accepted: `from` inclusive, `to` exclusive. */
  readonly from: Date | null;
  readonly to: Date | null;
  readonly rank: number | null;
  readonly category: string | null;
  readonly entityType: string | null;
  readonly entityId: string | null;
  readonly correlationId: string | null;
  readonly batchId: string | null;
  /** An address; case counts except in e-mail addresses. */
  readonly recipient: string | null;
  readonly limit: number;
  readonly now: Date;
}

/** A notification found, with what its status follows from; never its content, as many are looked at. */
export interface FoundNotification {
  readonly id: string;
  readonly statuses: readonly DeliveryStatus[];
  readonly channels: readonly Channel[];
}

const lowestAt = (time: Date): string => lowestIdAt(time.getTime());

/** The newest are looked for within this, before all days are asked. */
const FIRST_LOOK_MS = 86_400_000;
/** Ids are made by clocks that may be a second or two ahead. */
const AHEAD_MS = 60_000;

const firstLook = (search: NotificationSearch): NotificationSearch => {
  const { beforeId, now, from, to } = search;
  const asked = beforeId === null ? Infinity : timeOfId(beforeId) + 1;
  const end = Math.min(asked, to?.getTime() ?? Infinity, now.getTime() + AHEAD_MS);
  const begin = Math.max(end - FIRST_LOOK_MS, from?.getTime() ?? 0);
  return { ...search, from: new Date(begin), to: new Date(end) };
};

const idBounds = (p: Parameters, search: NotificationSearch, column: string): string[] => [
  ...(search.beforeId === null ? [] : [`${column} < ${p.add(search.beforeId, 'uuid')}`]),
  ...(search.from === null ? [] : [`${column} >= ${p.add(lowestAt(search.from), 'uuid')}`]),
  ...(search.to === null ? [] : [`${column} < ${p.add(lowestAt(search.to), 'uuid')}`]),
];

/** The address index is on a hash, so the address itself is compared again. */
const recipientCondition = (p: Parameters, search: NotificationSearch): string[] => {
  if (search.recipient === null) return [];
  const address = p.add(search.recipient, 'text');
  const conditions = [
    `d.tenant_id = ${p.add(search.tenantId, 'uuid')}`,
    `hashtextextended(lower(d.address), 0) = hashtextextended(lower(${address}), 0)`,
    `(d.address = ${address} OR (d.channel = 'email' AND lower(d.address) = lower(${address})))`,
    ...idBounds(p, search, 'd.id'),
  ];
  return [
    `n.id IN (SELECT notification_id_of(d.id) FROM delivery d WHERE ${conditions.join(' AND ')})`,
  ];
};

const conditionsOf = (p: Parameters, search: NotificationSearch): string => {
  const equal = (column: string, value: string | number | null, type: string): string[] =>
    value === null ? [] : [`${column} = ${p.add(value, type)}`];
  return [
    `n.tenant_id = ${p.add(search.tenantId, 'uuid')}`,
    ...idBounds(p, search, 'n.id'),
    ...equal('n.priority', search.rank, 'smallint'),
    ...equal('n.category', search.category, 'text'),
    ...equal('n.entity_type', search.entityType, 'text'),
    ...equal('n.entity_id', search.entityId, 'text'),
    ...equal('n.correlation_id', search.correlationId, 'text'),
    ...equal('n.batch_id', search.batchId, 'uuid'),
    ...recipientCondition(p, search),
  ].join(' AND ');
};

const look = async (
  { pool }: Database,
  search: NotificationSearch,
): Promise<FoundNotification[]> => {
  const p = parameters();
  const where = conditionsOf(p, search);
  // Deliveries have their notifications' ids but for the end, so the same bounds hold for them.
  const bounds = idBounds(p, search, 'd.id').map((bound) => ` AND ${bound}`);
  const text = `
WITH found AS MATERIALIZED (
  SELECT n.id FROM notification n WHERE ${where}
  ORDER BY n.id DESC LIMIT ${p.add(search.limit, 'int')}
)
SELECT f.id, s.* FROM found f CROSS JOIN LATERAL (
  SELECT array_agg(d.status::text) AS statuses, array_agg(d.channel::text) AS channels
  FROM delivery d WHERE d.tenant_id = ${p.add(search.tenantId, 'uuid')}
    AND d.id > f.id AND d.id <= last_delivery_id_of(f.id)${bounds.join('')}
) s ORDER BY f.id DESC`;
  return (await pool.query<FoundNotification>(text, p.values)).rows;
};

/**
 * Notifications that fit, the newest first. They are looked for within a day at first, which mostly
 * fills the page: the newest of all days would be asked for in each.
 */
export const listNotifications = async (
  database: Database,
  search: NotificationSearch,
): Promise<FoundNotification[]> => {
  const newest = await look(database, firstLook(search));
  return newest.length < search.limit ? look(database, search) : newest;
};
