import type { Database } from '../database.ts';
import { WAITING } from './open-states.ts';

const OLDEST = `
SELECT greatest(0, extract(epoch FROM now() - min(first.due_at)))::float8 AS seconds
FROM event_endpoint e CROSS JOIN LATERAL (
  SELECT d.due_at FROM event_delivery d WHERE d.tenant_id = e.tenant_id AND d.endpoint_id = e.id
    AND ${WAITING} ORDER BY d.due_at LIMIT 1) first
WHERE e.disabled_at IS NULL AND e.failing_since IS NULL AND first.due_at <= now()`;

/**
 * How long the oldest due event has waited for an endpoint that takes events; 0 when none waits. What
 * waits for one that fails is held up by the other side.
 */
export const oldestDueEventSeconds = async ({ pool }: Database): Promise<number> =>
  (await pool.query<{ seconds: number | null }>(OLDEST)).rows[0]?.seconds ?? 0;
