import { ENDPOINT_PATIENCE } from '@carillon/domain';
import type pg from 'pg';
import type { Database } from '../database.ts';
import {
  type DisabledReason,
  disableEventEndpoint,
} from '../event-endpoints/disable-event-endpoint.ts';
import { idBounds, plainArray, textArray } from '../sql/arrays.ts';
import { inTransaction } from '../sql/in-transaction.ts';
import { repeatOnConflict } from '../sql/repeat-on-conflict.ts';
import { callNext } from './call-next.ts';
import type { EventResult } from './event-result.ts';

/** What became of an endpoint because of these results. */
export interface EndpointNews {
  readonly tenantId: string;
  readonly endpointId: string;
  /** It will be disabled if it goes on like that. */
  readonly warned: boolean;
  /** It was disabled just now. */
  readonly disabled: DisabledReason | null;
}

export interface RecordedEvents {
  /** `endpointId eventId` of those that were still ours. */
  readonly changed: ReadonlySet<string>;
  readonly news: readonly EndpointNews[];
}

const { warnAfterMs, disableAfterMs, forgetAfterMs } = ENDPOINT_PATIENCE;

// Fenced by the lease token. What waits behind an event that has ended is called at once. One success
// says that an endpoint is well, whatever else came back with it. An attempt that was given back says
// nothing about it. The bounds are those of the ids; what waits behind them is younger.
const RECORD = `
WITH given AS MATERIALIZED (
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::int[], $5::text[], $6::float8[],
    $7::text[]::outcome[], $8::text[], $9::text[], $10::boolean[])
    AS g(tenant_id, endpoint_id, event_id, lease_token, status, delay_ms, outcome, code, message, is_gone)
), recorded AS (
  UPDATE event_delivery d SET status = g.status, dispatch_id = NULL, lease_until = NULL,
    attempts = d.attempts - CASE WHEN g.outcome IS NULL THEN 1 ELSE 0 END,
    due_at = CASE g.status WHEN 'retrying' THEN now() + g.delay_ms * interval '1 ms' ELSE d.due_at END,
    last_outcome = coalesce(g.outcome, d.last_outcome),
    last_code = CASE WHEN g.outcome IS NULL THEN d.last_code ELSE g.code END,
    last_message = CASE WHEN g.outcome IS NULL THEN d.last_message ELSE g.message END,
    delivered_at = CASE g.status WHEN 'delivered' THEN now() END, updated_at = now()
  FROM given g
  WHERE d.tenant_id = g.tenant_id AND d.endpoint_id = g.endpoint_id AND d.event_id = g.event_id
    AND d.event_id >= $11::uuid AND d.event_id <= $12::uuid
    AND d.lease_token = g.lease_token AND d.status = 'sending'
  RETURNING d.tenant_id, d.endpoint_id, d.event_id, d.subject, g.status, g.outcome, g.is_gone
), ${callNext('recorded', '$11::uuid')}, said AS (
  SELECT tenant_id, endpoint_id, bool_or(status = 'delivered') AS is_well, bool_or(is_gone) AS is_gone
  FROM recorded WHERE outcome IS NOT NULL GROUP BY 1, 2
), judged AS (
  SELECT n.tenant_id, n.id, s.is_well, s.is_gone, n.warned_at IS NOT NULL AS was_warned,
    CASE WHEN n.last_failed_at > now() - ${forgetAfterMs} * interval '1 ms' THEN n.failing_since
      ELSE now() END AS failing_since
  FROM said s JOIN event_endpoint n ON n.tenant_id = s.tenant_id AND n.id = s.endpoint_id
  WHERE NOT s.is_well OR n.failing_since IS NOT NULL
), patience AS (
  SELECT *, NOT is_well AND failing_since <= now() - ${warnAfterMs} * interval '1 ms' AS is_warned,
    CASE WHEN is_gone THEN 'gone' WHEN NOT is_well
      AND failing_since <= now() - ${disableAfterMs} * interval '1 ms' THEN 'failing' END AS disable
  FROM judged
), health AS (
  UPDATE event_endpoint n SET failing_since = CASE WHEN NOT p.is_well THEN p.failing_since END,
    last_failed_at = CASE WHEN NOT p.is_well THEN now() END,
    warned_at = CASE WHEN p.is_warned THEN coalesce(n.warned_at, now()) END
  FROM patience p WHERE n.tenant_id = p.tenant_id AND n.id = p.id
)
SELECT r.tenant_id AS "tenantId", r.endpoint_id AS "endpointId", r.event_id AS "eventId",
  coalesce(p.is_warned AND NOT p.was_warned, false) AS warned, p.disable AS disabled
FROM recorded r LEFT JOIN patience p ON p.tenant_id = r.tenant_id AND p.id = r.endpoint_id`;

interface Row extends EndpointNews {
  readonly eventId: string;
}

const columns = (results: readonly EventResult[]): string[] => [
  plainArray(results.map((r) => r.tenantId)),
  plainArray(results.map((r) => r.endpointId)),
  plainArray(results.map((r) => r.eventId)),
  plainArray(results.map((r) => r.leaseToken)),
  plainArray(results.map((r) => r.status)),
  plainArray(results.map((r) => r.delayMs)),
  plainArray(results.map((r) => r.outcome)),
  textArray(results.map((r) => r.code)),
  textArray(results.map((r) => r.message)),
  plainArray(results.map((r) => r.isGone)),
  ...idBounds(results.map((r) => r.eventId)),
];

const record = async (
  client: Pick<pg.PoolClient, 'query'>,
  results: readonly EventResult[],
): Promise<Row[]> =>
  (
    await client.query<Row>({
      name: 'record-events',
      text: RECORD,
      values: columns(results),
    })
  ).rows;

/** Records, and disables what has used up our patience, in one transaction. */
const recordAndJudge = async (
  client: pg.PoolClient,
  results: readonly EventResult[],
): Promise<Row[]> => {
  const rows = await record(client, results);
  const ends = new Map(rows.flatMap((row) => (row.disabled ? [[row.endpointId, row]] : [])));
  for (const { tenantId, endpointId: id, disabled } of ends.values()) {
    if (disabled) await disableEventEndpoint(client, { tenantId, id, reason: disabled });
  }
  return rows;
};

/** The key under which `RecordedEvents` names an event's delivery. */
export const eventDeliveryKey = (event: { endpointId: string; eventId: string }): string =>
  `${event.endpointId} ${event.eventId}`;

/** Writes what became of claimed events, and what it says about their endpoints. */
export const recordEvents = async (
  database: Database,
  results: readonly EventResult[],
): Promise<RecordedEvents> => {
  const someFailed = results.some((r) => r.status !== 'delivered');
  const rows = await repeatOnConflict(() =>
    someFailed
      ? inTransaction(database, (client) => recordAndJudge(client, results))
      : record(database.pool, results),
  );
  const told = rows.filter((row) => row.warned || row.disabled !== null);
  return {
    changed: new Set(rows.map(eventDeliveryKey)),
    news: [...new Map(told.map((row) => [row.endpointId, row])).values()],
  };
};
