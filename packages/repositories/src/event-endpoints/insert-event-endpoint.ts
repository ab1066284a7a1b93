import type { Database } from '../database.ts';
import { inTransaction } from '../sql/in-transaction.ts';
import type { EventEndpointKey } from './event-endpoint-record.ts';

/** Endpoints that a tenant may have: each costs every event that it wants a row and a call. */
export const MOST_EVENT_ENDPOINTS = 100;

export interface NewEventEndpoint extends EventEndpointKey {
  readonly url: string;
  readonly types: readonly string[];
  readonly description: string | null;
  /** Sealed. */
  readonly secret: string;
}

// One at a time for each tenant. The lock comes first: a statement counts what was there when it began.
const LOCK = 'SELECT FROM tenant WHERE id = $1 FOR NO KEY UPDATE';

const INSERT = `
INSERT INTO event_endpoint (tenant_id, id, url, types, description, secret)
SELECT $1::uuid, $2::uuid, $3::text, $4::text[], $5::text, $6::text
WHERE (SELECT count(*) FROM event_endpoint WHERE tenant_id = $1) < ${MOST_EVENT_ENDPOINTS}`;

/** Stores an endpoint; false where the tenant has as many as it may. */
export const insertEventEndpoint = (
  database: Database,
  { tenantId, id, url, types, description, secret }: NewEventEndpoint,
): Promise<boolean> =>
  inTransaction(database, async (client) => {
    await client.query(LOCK, [tenantId]);
    const values = [tenantId, id, url, types, description, secret];
    return (await client.query(INSERT, values)).rowCount === 1;
  });
