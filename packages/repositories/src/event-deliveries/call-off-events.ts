import type { Database } from '../database.ts';
import { repeatOnConflict } from '../sql/repeat-on-conflict.ts';
import type { DueEndpoint } from './find-due-endpoints.ts';
import { WAITING } from './open-states.ts';

// Judged by the endpoint as it is now: it may have been enabled again.
const CALL_OFF = `
WITH picked AS MATERIALIZED (
  SELECT event_id FROM event_delivery WHERE tenant_id = $1 AND endpoint_id = $2 AND ${WAITING}
    AND NOT EXISTS (SELECT FROM event_endpoint e
      WHERE e.tenant_id = $1 AND e.id = $2 AND e.disabled_at IS NULL)
  ORDER BY due_at LIMIT $3 FOR UPDATE SKIP LOCKED
)
UPDATE event_delivery d SET status = 'cancelled', updated_at = now() FROM picked p
WHERE d.tenant_id = $1 AND d.endpoint_id = $2 AND d.event_id = p.event_id`;

/** Cancels what waits for an endpoint that is disabled or gone, at most `limit`. Resolves to how many. */
export const callOffEvents = async (
  { pool }: Database,
  { tenantId, endpointId }: Pick<DueEndpoint, 'tenantId' | 'endpointId'>,
  limit: number,
): Promise<number> =>
  (await repeatOnConflict(() => pool.query(CALL_OFF, [tenantId, endpointId, limit]))).rowCount ?? 0;
