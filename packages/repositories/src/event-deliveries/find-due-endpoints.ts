import type { Database } from '../database.ts';
import { WAITING } from './open-states.ts';

/** An endpoint for which events wait that are due. */
export interface DueEndpoint {
  readonly tenantId: string;
  readonly endpointId: string;
  /** False when it was disabled or deleted: what waits for it is to be called off, due or not. */
  readonly isEnabled: boolean;
}

// A loose index scan: one probe per endpoint instead of one row per event.
const FIND = `
WITH RECURSIVE waiting AS (
  (SELECT tenant_id, endpoint_id FROM event_delivery WHERE ${WAITING}
    ORDER BY tenant_id, endpoint_id LIMIT 1)
  UNION ALL
  SELECT next.* FROM waiting w CROSS JOIN LATERAL (
    SELECT d.tenant_id, d.endpoint_id FROM event_delivery d WHERE ${WAITING}
      AND (d.tenant_id, d.endpoint_id) > (w.tenant_id, w.endpoint_id)
    ORDER BY d.tenant_id, d.endpoint_id LIMIT 1) next
), judged AS (
  SELECT w.tenant_id, w.endpoint_id, EXISTS (SELECT FROM event_endpoint e
    WHERE e.tenant_id = w.tenant_id AND e.id = w.endpoint_id AND e.disabled_at IS NULL) AS is_enabled
  FROM waiting w
)
SELECT tenant_id AS "tenantId", endpoint_id AS "endpointId", is_enabled AS "isEnabled"
FROM judged j WHERE NOT is_enabled OR EXISTS (SELECT FROM event_delivery d
  WHERE ${WAITING} AND d.tenant_id = j.tenant_id AND d.endpoint_id = j.endpoint_id AND d.due_at <= now())`;

/** The endpoints for which something is to be done. */
export const findDueEndpoints = async ({ pool }: Database): Promise<DueEndpoint[]> =>
  (await pool.query<DueEndpoint>({ name: 'due-endpoints', text: FIND })).rows;
