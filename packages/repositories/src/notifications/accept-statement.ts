import { acceptedEvents } from '../events/accepted-events.ts';
import { deliveryEvents, TOLD_OF_DELIVERY } from '../events/delivery-events.ts';
import { eventParts } from '../events/event-parts.ts';
import { byteaArray, plainArray, textArray, uuidListArray } from '../sql/arrays.ts';
import { parameters, type Parameters } from '../sql/parameters.ts';
import { type Columns, rowsOf } from '../sql/rows-of.ts';
import {
  DELIVERY,
  type DeliveryRow,
  NOTIFICATION,
  type NotificationRow,
  REQUEST_ID,
} from './accepted-columns.ts';
import type { AcceptFlush, AcceptRequest } from './accept-flush.ts';
import { broadcastsPart } from './broadcasts-part.ts';

/** A statement as the driver takes it; the name makes it prepared. */
export interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: unknown[];
}

/** A key whose row is another request's keeps that row, unless its time is over. */
const keysPart = (p: Parameters, requests: readonly AcceptRequest[]): string => {
  const keyed = requests.flatMap((r) => (r.idempotency ? [{ ...r.idempotency, r }] : []));
  const ids = plainArray(keyed.map((k) => k.r.requestId));
  return `won AS (
  INSERT INTO idempotency_key AS k (tenant_id, key, fingerprint, request_id, status, location, body, expires_at)
  SELECT tenant_id, key, fingerprint, request_id, status, location, body, now() + interval '24 hours'
  FROM unnest(${p.add(plainArray(keyed.map((k) => k.r.tenantId)), 'uuid[]')},
    ${p.add(textArray(keyed.map((k) => k.key)), 'text[]')},
    ${p.add(byteaArray(keyed.map((k) => k.fingerprint)), 'bytea[]')}, ${p.add(ids, 'uuid[]')},
    ${p.add(plainArray(keyed.map((k) => k.status)), 'smallint[]')},
    ${p.add(textArray(keyed.map((k) => k.location)), 'text[]')},
    ${p.add(textArray(keyed.map((k) => k.body)), 'text[]')})
    AS r(tenant_id, key, fingerprint, request_id, status, location, body)
  ORDER BY tenant_id, key
  ON CONFLICT (tenant_id, key) DO UPDATE SET fingerprint = excluded.fingerprint,
    request_id = excluded.request_id, status = excluded.status, location = excluded.location,
    body = excluded.body, expires_at = excluded.expires_at
    WHERE k.expires_at <= now()
  RETURNING request_id
), lost AS (
  SELECT request_id FROM unnest(${p.add(ids, 'uuid[]')}) AS r(request_id)
  EXCEPT SELECT request_id FROM won
), `;
};

type WithBatch = AcceptRequest & {
  readonly batch: { readonly id: string; readonly total: number };
};

const isNewBatch = (r: AcceptRequest): r is WithBatch => r.batch !== null && r.batch.total !== null;

const batchesPart = (
  p: Parameters,
  requests: readonly AcceptRequest[],
  notLost: string,
): string => {
  const batches = requests.flatMap((r) => (isNewBatch(r) ? [{ ...r.batch, r }] : []));
  return `batches AS (
  INSERT INTO batch (id, tenant_id, total)
  SELECT id, tenant_id, total FROM unnest(${p.add(plainArray(batches.map((b) => b.id)), 'uuid[]')},
    ${p.add(plainArray(batches.map((b) => b.r.tenantId)), 'uuid[]')},
    ${p.add(plainArray(batches.map((b) => b.total)), 'int[]')},
    ${p.add(plainArray(batches.map((b) => b.r.requestId)), 'uuid[]')}) AS b(id, tenant_id, total, request_id)
  ${notLost}
), `;
};

interface RowTerms {
  /** Whether any request has an idempotency key, which it may lose. */
  readonly keys: boolean;
  readonly notLost: string;
  /** Whether events are told of these rows. */
  readonly tells: boolean;
}

/** One INSERT of the statement, and what tells its shape from others. */
interface Part {
  readonly text: string;
  readonly shape: string;
}

const withRequests = <Row extends NotificationRow>(
  columns: Columns<Row>,
  keys: boolean,
): Columns<Row> => (keys ? { ...columns, own: [...columns.own, REQUEST_ID] } : columns);

const notificationsPart = (
  p: Parameters,
  rows: readonly NotificationRow[],
  { keys, notLost, tells }: RowTerms,
): Part => {
  const requests = p.add(`[${rows.map(({ n }) => n.request).join(',')}]`, 'json');
  const { sql, shape } = rowsOf(p, rows, {
    ...withRequests(NOTIFICATION, keys),
    beside: { name: 'request', call: `json_array_elements(${requests})` },
  });
  const text = `notifications AS (
  INSERT INTO notification (id, tenant_id, batch_id, api_key_id, priority, category, entity_type,
    entity_id, correlation_id, scheduled_at, expires_at, request)
  SELECT id, tenant_id, batch_id, api_key_id, priority, category, entity_type, entity_id,
    correlation_id, scheduled_at, expires_at, request
  FROM (${sql}) n ${notLost}
  ${tells ? 'RETURNING tenant_id, id' : ''}
), `;
  return { text, shape };
};

const deliveriesPart = (
  p: Parameters,
  rows: readonly DeliveryRow[],
  { keys, notLost, tells }: RowTerms,
): Part => {
  const { sql, shape } = rowsOf(p, rows, withRequests(DELIVERY, keys));
  const text = `deliveries AS (
  INSERT INTO delivery AS d (id, tenant_id, dispatch_id, due_at, expires_at, channel, status, priority,
    max_attempts, at_most_once, address, last_code)
  SELECT id, tenant_id, dispatch_id, due_at, expires_at, channel, status, priority, max_attempts,
    at_most_once, address, last_code
  FROM (${sql}) d ${notLost}
  ${tells ? `RETURNING ${TOLD_OF_DELIVERY}` : ''}
), `;
  return { text, shape };
};

const dispatchesPart = (p: Parameters, { dispatches }: AcceptFlush): string => `dispatches AS (
  INSERT INTO dispatch (id, tenant_id, channel, priority, delivery_ids)
  SELECT id, tenant_id, channel, priority, delivery_ids::uuid[]
  FROM unnest(${p.add(plainArray(dispatches.map((d) => d.id)), 'uuid[]')},
    ${p.add(plainArray(dispatches.map((d) => d.tenantId)), 'uuid[]')},
    ${p.add(plainArray(dispatches.map((d) => d.channel)), 'channel[]')},
    ${p.add(plainArray(dispatches.map((d) => d.rank)), 'smallint[]')},
    ${p.add(uuidListArray(dispatches.map((d) => d.deliveryIds)), 'text[]')})
    AS d(id, tenant_id, channel, priority, delivery_ids)
  ON CONFLICT (id) DO NOTHING
) `;

const SUPPRESSED = "(SELECT * FROM deliveries WHERE status = 'suppressed') AS s";

const eventsPart = (suppressed: boolean): string =>
  `, ${eventParts([acceptedEvents('notifications'), ...(suppressed ? [deliveryEvents(SUPPRESSED)] : [])])} `;

/**
 * The accept's one statement. The parts for idempotency keys, batches and events are left out where no
 * request of the flush needs them, which is the usual case. It returns the requests whose key was taken; a
 * dispatch may then name deliveries that were not stored, which its claim simply does not find.
 */
export const acceptStatement = (flush: AcceptFlush): Statement => {
  const p = parameters();
  const keys = flush.requests.some((r) => r.idempotency !== null);
  const batches = flush.requests.some(isNewBatch);
  const broadcasts = flush.requests.some((r) => r.broadcast != null);
  const notLost = keys ? 'WHERE request_id NOT IN (SELECT request_id FROM lost)' : '';
  const notificationRows = flush.requests.flatMap((r) => r.notifications.map((n) => ({ n, r })));
  const deliveryRows = notificationRows.flatMap(({ n, r }) =>
    n.deliveries.map((d) => ({ d, n, r })),
  );
  const events = flush.requests.some((r) => r.tellsEvents === true);
  const suppressed = events && deliveryRows.some(({ d }) => d.status === 'suppressed');
  const notifications = notificationsPart(p, notificationRows, { keys, notLost, tells: events });
  const deliveries = deliveriesPart(p, deliveryRows, { keys, notLost, tells: suppressed });
  const text = [
    'WITH ',
    keys ? keysPart(p, flush.requests) : '',
    batches ? batchesPart(p, flush.requests, notLost) : '',
    broadcasts ? broadcastsPart(p, flush.requests, notLost) : '',
    notifications.text,
    deliveries.text,
    dispatchesPart(p, flush),
    events ? eventsPart(suppressed) : '',
    keys ? 'SELECT request_id FROM lost' : 'SELECT NULL::uuid AS request_id LIMIT 0',
  ].join('');
  const parts = Object.entries({ keys, batches, broadcasts, events, suppressed })
    .filter(([, isThere]) => isThere)
    .map(([part]) => `-${part}`);
  const name = `accept-${notifications.shape}-${deliveries.shape}${parts.join('')}`;
  return { name, text, values: p.values };
};
