import type { Database } from '../database.ts';
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

const INSERT = `
INSERT INTO event_endpoint (tenant_id, id, url, types, description, secret)
SELECT $1::uuid, $2::uuid, $3::text, $4::text[], $5::text, $6::text
WHERE (SELECT count(*) FROM event_endpoint WHERE tenant_id = $1) < ${MOST_EVENT_ENDPOINTS}`;

/** Stores an endpoint; false where the tenant has as many as it may. */
export const insertEventEndpoint = async (
  { pool }: Database,
  { tenantId, id, url, types, description, secret }: NewEventEndpoint,
): Promise<boolean> =>
  (await pool.query(INSERT, [tenantId, id, url, types, description, secret])).rowCount === 1;
