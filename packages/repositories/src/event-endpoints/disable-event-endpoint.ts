import type pg from 'pg';
import { eventParts } from '../events/event-parts.ts';
import type { EventEndpointKey } from './event-endpoint-record.ts';

/** Why we gave an endpoint up. */
export type DisabledReason = 'gone' | 'failing';

// Its own subscription is still seen here; what it would get is called off with all that waits for it.
const DISABLE = `
WITH disabled AS (
  UPDATE event_endpoint SET disabled_at = now(), disabled_reason = $3, updated_at = now()
  WHERE tenant_id = $1 AND id = $2 AND disabled_at IS NULL
  RETURNING tenant_id, id
), ${eventParts([
  `SELECT 1 AS rank, tenant_id, 'event_endpoint.disabled' AS type, id AS subject,
    jsonb_build_object('endpointId', id, 'reason', $3::text) AS data FROM disabled`,
])}
SELECT id FROM disabled`;

/** Disables an endpoint and writes the event that tells of it; false where it was disabled already. */
export const disableEventEndpoint = async (
  client: pg.PoolClient,
  { tenantId, id, reason }: EventEndpointKey & { readonly reason: DisabledReason },
): Promise<boolean> => (await client.query(DISABLE, [tenantId, id, reason])).rowCount === 1;
