import type { Database } from '../database.ts';
import { WAITING } from '../event-deliveries/open-states.ts';
import type { EventEndpointKey } from './event-endpoint-record.ts';

// It is nobody's subscription and has no order to keep with anything: it goes before what waits already,
// so that who has mended an endpoint sees it at its next call.
const PING = `
WITH pinged AS (
  INSERT INTO event (tenant_id, type, is_logged, data)
  SELECT tenant_id, 'ping', false, jsonb_build_object('endpointId', id) FROM event_endpoint
  WHERE tenant_id = $1 AND id = $2 AND disabled_at IS NULL
  RETURNING tenant_id, id
)
INSERT INTO event_delivery (tenant_id, endpoint_id, event_id, due_at)
SELECT tenant_id, $2, id, least(now(), (
  SELECT due_at - interval '1 microsecond' FROM event_delivery
  WHERE tenant_id = $1 AND endpoint_id = $2 AND ${WAITING} ORDER BY due_at LIMIT 1)) FROM pinged
RETURNING event_id AS "eventId"`;

/** Makes an event of type `ping` for this endpoint alone; null where none is enabled. */
export const pingEventEndpoint = async (
  { pool }: Database,
  { tenantId, id }: EventEndpointKey,
): Promise<string | null> => {
  const { rows } = await pool.query<{ eventId: string }>(PING, [tenantId, id]);
  return rows[0]?.eventId ?? null;
};
