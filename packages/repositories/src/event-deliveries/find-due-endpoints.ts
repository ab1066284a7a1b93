import type { Database } from '../database.ts';
import { MAY_BE_CALLED } from '../event-endpoints/may-be-called.ts';
import { RIDING, WAITING } from './open-states.ts';

/** An endpoint for which events wait that are due. */
export interface DueEndpoint {
  readonly tenantId: string;
  readonly endpointId: string;
  /** False when it was disabled or deleted: what waits for it is to be called off, due or not. */
  readonly isEnabled: boolean;
}

/**
 * Endpoints that fail and are called at the same time, in all: each may take its deadline, and however
 * many there are, most of one worker's jobs are left for those that take events.
 */
export const MOST_FAILING_CALLED = 25;

// A loose index scan: one probe per endpoint instead of one row per event. Of those that fail the one
// that was called the longest time ago comes first.
const FIND = `
WITH RECURSIVE waiting AS (
  (SELECT tenant_id, endpoint_id FROM event_delivery WHERE ${WAITING}
    ORDER BY tenant_id, endpoint_id LIMIT 1)
  UNION ALL
  SELECT next.* FROM waiting w CROSS JOIN LATERAL (
    SELECT d.tenant_id, d.endpoint_id FROM event_delivery d WHERE ${WAITING}
      AND (d.tenant_id, d.endpoint_id) > (w.tenant_id, w.endpoint_id)
    ORDER BY d.tenant_id, d.endpoint_id LIMIT 1) next
), due AS (
  SELECT w.tenant_id, w.endpoint_id, e.id IS NOT NULL AS is_enabled, e.failing_since IS NOT NULL AS is_failing,
    row_number() OVER (PARTITION BY e.failing_since IS NOT NULL ORDER BY e.last_failed_at) AS place
  FROM waiting w LEFT JOIN event_endpoint e
    ON e.tenant_id = w.tenant_id AND e.id = w.endpoint_id AND e.disabled_at IS NULL
  WHERE e.id IS NULL OR ${MAY_BE_CALLED} AND EXISTS (SELECT FROM event_delivery d
    WHERE ${WAITING} AND d.tenant_id = w.tenant_id AND d.endpoint_id = w.endpoint_id AND d.due_at <= now())
)
SELECT tenant_id AS "tenantId", endpoint_id AS "endpointId", is_enabled AS "isEnabled"
FROM due WHERE NOT is_failing OR place <= ${MOST_FAILING_CALLED} - (
  SELECT count(*) FROM event_endpoint e WHERE e.failing_since IS NOT NULL AND EXISTS (
    SELECT FROM event_delivery d WHERE ${RIDING} AND d.tenant_id = e.tenant_id AND d.endpoint_id = e.id))`;

/** The endpoints for which something is to be done now. */
export const findDueEndpoints = async ({ pool }: Database): Promise<DueEndpoint[]> =>
  (await pool.query<DueEndpoint>({ name: 'due-endpoints', text: FIND })).rows;
