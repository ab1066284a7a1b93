import { randomUUID } from 'node:crypto';
import {
  claimEvents,
  dispatchEvents,
  findDueEndpoints,
  insertEventEndpoint,
  recordEvents,
  type ClaimedEvent,
  type Database,
  type EventResult,
} from '../src/index.ts';

/** An endpoint of a tenant of its own, and what happens to it. */
export interface EventStage {
  readonly endpoint: { readonly tenantId: string; readonly endpointId: string };
  readonly key: { readonly tenantId: string; readonly id: string };
  /** An event that the endpoint is to get; those of one subject keep their order. */
  happen(subject?: string): Promise<string>;
  dispatch(): Promise<{ dispatchId: string; eventIds: string[] }>;
  /** Dispatches and claims what is due. */
  claim(leaseMs?: number): Promise<readonly ClaimedEvent[]>;
  record(claimed: ClaimedEvent, result?: Partial<EventResult>): ReturnType<typeof recordEvents>;
  delivery(eventId: string): Promise<Record<string, unknown>>;
  state(): Promise<Record<string, unknown>>;
  /** Puts the endpoint's past so many hours further back. */
  age(hours: number): Promise<unknown>;
  /** Puts its last call so far back that it may be called again. */
  rest(): Promise<unknown>;
}

export const TYPES = ['delivery.sent', 'event_endpoint.disabled'];

export const stageEvents = async (database: Database): Promise<EventStage> => {
  const tenantId = randomUUID();
  const endpointId = randomUUID();
  const tenant = 'INSERT INTO tenant (id, name) VALUES ($1::uuid, $1::uuid::text)';
  await database.pool.query(tenant, [tenantId]);
  const endpoint = { tenantId, endpointId };
  const key = { tenantId, id: endpointId };
  const secret = 'sealed';
  const about = { url: 'https://a.example/hook', types: TYPES, description: null, secret };
  await insertEventEndpoint(database, { ...key, ...about });
  const one = async (sql: string, values: unknown[]) =>
    (await database.pool.query(sql, values)).rows[0];

  const dispatch: EventStage['dispatch'] = async () => {
    const dispatchId = randomUUID();
    return { dispatchId, eventIds: await dispatchEvents(database, endpoint, dispatchId) };
  };
  return {
    endpoint,
    key,
    happen: async (subject) =>
      (
        await one(
          `WITH made AS (INSERT INTO event (tenant_id, type, subject, is_logged, data)
             VALUES ($1, 'delivery.sent', $3, false, '{}') RETURNING id)
           INSERT INTO event_delivery (tenant_id, endpoint_id, event_id, subject)
           SELECT $1, $2, id, $3 FROM made RETURNING event_id AS id`,
          [tenantId, endpointId, subject ?? null],
        )
      ).id,
    dispatch,
    claim: async (leaseMs = 20_000) => {
      const dispatched = await dispatch();
      return (await claimEvents(database, { ...endpoint, ...dispatched, leaseMs })).events;
    },
    record: (claimed, result) =>
      recordEvents(database, [
        {
          ...endpoint,
          eventId: claimed.eventId,
          leaseToken: claimed.leaseToken,
          status: 'delivered',
          delayMs: 0,
          outcome: 'accepted',
          code: null,
          message: null,
          isGone: false,
          ...result,
        },
      ]),
    delivery: (eventId) =>
      one('SELECT * FROM event_delivery WHERE endpoint_id = $1 AND event_id = $2', [
        endpointId,
        eventId,
      ]),
    state: () => one('SELECT * FROM event_endpoint WHERE id = $1', [endpointId]),
    age: (hours) =>
      database.pool.query(
        `UPDATE event_endpoint SET failing_since = failing_since - $2 * interval '1 hour',
           last_failed_at = last_failed_at - $2 * interval '1 hour' WHERE id = $1`,
        [endpointId, hours],
      ),
    rest: () =>
      database.pool.query(
        `UPDATE event_endpoint SET last_failed_at = last_failed_at - interval '1 minute' WHERE id = $1`,
        [endpointId],
      ),
  };
};

/** Whether the dispatcher has something to do for this endpoint. */
export const isDue = async (database: Database, { endpoint }: EventStage): Promise<boolean> =>
  (await findDueEndpoints(database)).some((due) => due.endpointId === endpoint.endpointId);

export const FAILED = {
  status: 'retrying',
  delayMs: 0,
  outcome: 'transient',
  code: 'http_500',
} as const;
