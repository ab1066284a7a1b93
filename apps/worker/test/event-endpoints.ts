import { createHmac, randomUUID } from 'node:crypto';
import {
  DEFAULT_TENANT_ID,
  insertEventEndpoint,
  rotateEventSecret,
  type Database,
} from '@carillon/repositories';
import { createSealer, sealingKeys } from '@carillon/runtime';
import type { Call } from './webhook-sink.ts';

const tenantId = DEFAULT_TENANT_ID;

/** Seals what the worker under test opens: give it to the worker as CREDENTIALS_KEYS. */
export const CREDENTIALS_KEYS = `k1:${Buffer.alloc(32, 7).toString('base64')}`;
const sealer = createSealer(sealingKeys().parse(CREDENTIALS_KEYS));

export const secretOf = (letter: string): string =>
  `whsec_${Buffer.from(letter.repeat(32)).toString('base64')}`;

const sealed = (secret: string, endpointId: string): string =>
  sealer.seal(secret, { tenantId, accountId: endpointId, setting: 'secret' });

/** Makes an endpoint that signs with `secretOf('a')`. */
export const makeEndpoint = async (database: Database, url: string): Promise<string> => {
  const id = randomUUID();
  const secret = sealed(secretOf('a'), id);
  const about = { url, types: ['delivery.sent'], description: null, secret };
  await insertEventEndpoint(database, { tenantId, id, ...about });
  return id;
};

export const rotateTo = (database: Database, id: string, letter: string): Promise<boolean> =>
  rotateEventSecret(database, { tenantId, id, secret: sealed(secretOf(letter), id) });

/** How a job left its event, a minute ago. */
export interface LeftEvent {
  readonly status?: 'queued' | 'sending';
  readonly attempts?: number;
  readonly dispatchId?: string;
}

/** Something happens that this endpoint, and nobody else, is told of. */
export const happen = async (
  database: Database,
  endpointId: string,
  subject: string | null = null,
  { status = 'queued', attempts = 0, dispatchId }: LeftEvent = {},
): Promise<string> => {
  const { rows } = await database.pool.query<{ id: string }>(
    `WITH made AS (INSERT INTO event (tenant_id, type, subject, is_logged, data)
       VALUES ($1, 'delivery.sent', $3, false, '{"status":"sent"}') RETURNING id)
     INSERT INTO event_delivery (tenant_id, endpoint_id, event_id, subject, status, attempts, dispatch_id,
       lease_until, updated_at)
     SELECT $1, $2, id, $3, $4, $5, $6, now(), now() - interval '1 minute' FROM made
     RETURNING event_id AS id`,
    [tenantId, endpointId, subject, status, attempts, dispatchId ?? null],
  );
  return rows[0]?.id ?? '';
};

export const eventDelivery = async (
  database: Database,
  eventId: string,
): Promise<Record<string, unknown>> => {
  const sql = 'SELECT * FROM event_delivery WHERE tenant_id = $1 AND event_id = $2';
  return (await database.pool.query(sql, [tenantId, eventId])).rows[0];
};

/** Whether a receiver that knows this secret takes the call for ours. */
export const verifies = ({ headers, body }: Call, secret: string): boolean => {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': given } = headers;
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const mac = createHmac('sha256', key)
    .update(`${String(id)}.${String(timestamp)}.${body}`)
    .digest('base64');
  return String(given).split(' ').includes(`v1,${mac}`);
};
