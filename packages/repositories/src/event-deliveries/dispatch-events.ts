import type { Database } from '../database.ts';
import { MAY_BE_CALLED } from '../event-endpoints/may-be-called.ts';
import { repeatOnConflict } from '../sql/repeat-on-conflict.ts';
import { OPEN, RIDING, WAITING } from './open-states.ts';
import type { DueEndpoint } from './find-due-endpoints.ts';

/** Events that one job carries. */
const CHUNK = 50;
/** Jobs that one endpoint may have at a time, so that one that is slow takes no more of the workers. */
const JOBS_PER_ENDPOINT = 2;
/** An event behind an earlier one of its subject looks again after so long, should nobody call it. */
const [LEAST_WAIT, MOST_WAIT] = [`interval '5 seconds'`, `interval '15 minutes'`];

// An endpoint that fails gets one event at a time until it has taken one: the others keep their attempts,
// and what it costs us to wait for it is one call. Whoever else dispatches for it just now does this.
const DISPATCH = `
WITH endpoint AS MATERIALIZED (
  SELECT e.failing_since IS NOT NULL AS is_failing FROM event_endpoint e
  WHERE e.tenant_id = $1 AND e.id = $2 AND e.disabled_at IS NULL AND ${MAY_BE_CALLED}
  FOR NO KEY UPDATE SKIP LOCKED
), riding AS MATERIALIZED (
  SELECT count(DISTINCT dispatch_id) AS jobs FROM event_delivery
  WHERE tenant_id = $1 AND endpoint_id = $2 AND ${RIDING}
), room AS MATERIALIZED (
  SELECT CASE WHEN r.jobs >= CASE WHEN n.is_failing THEN 1 ELSE ${JOBS_PER_ENDPOINT} END THEN 0
    WHEN n.is_failing THEN 1 ELSE ${CHUNK} END AS events
  FROM endpoint n CROSS JOIN riding r
), picked AS MATERIALIZED (
  SELECT event_id, subject, due_at FROM event_delivery
  WHERE tenant_id = $1 AND endpoint_id = $2 AND ${WAITING} AND due_at <= now()
  ORDER BY due_at, event_id LIMIT (SELECT count(*) * ${CHUNK} FROM room WHERE events > 0) FOR UPDATE SKIP LOCKED
), judged AS MATERIALIZED (
  SELECT p.event_id, before.due_at AS after,
    row_number() OVER (PARTITION BY before.due_at IS NULL ORDER BY p.due_at, p.event_id) AS place
  FROM picked p LEFT JOIN LATERAL (
    SELECT max(o.due_at) AS due_at FROM event_delivery o
    WHERE o.tenant_id = $1 AND o.endpoint_id = $2 AND o.subject = p.subject
      AND o.event_id < p.event_id AND ${OPEN}) before ON true
), ends AS MATERIALIZED (
  SELECT (SELECT event_id FROM picked ORDER BY event_id LIMIT 1) AS low,
    (SELECT event_id FROM picked ORDER BY event_id DESC LIMIT 1) AS high
), moved AS (
  UPDATE event_delivery d SET updated_at = now(),
    dispatch_id = CASE WHEN j.after IS NULL THEN $3::uuid END,
    due_at = CASE WHEN j.after IS NULL THEN d.due_at
      ELSE least(greatest(j.after, now() + ${LEAST_WAIT}), now() + ${MOST_WAIT}) END
  FROM judged j
  WHERE d.tenant_id = $1 AND d.endpoint_id = $2 AND d.event_id = j.event_id
    AND d.event_id >= (SELECT low FROM ends) AND d.event_id <= (SELECT high FROM ends)
    AND (j.after IS NOT NULL OR j.place <= (SELECT events FROM room))
  RETURNING d.event_id, j.after IS NULL AS rides
)
SELECT event_id AS id FROM moved WHERE rides ORDER BY event_id`;

/**
 * Puts due events of an endpoint into a dispatch, whose job is now to be added to its queue; if that
 * fails they are given back. Resolves to what rides it. An event waits for the earlier ones of its
 * subject to have ended.
 */
export const dispatchEvents = async (
  { pool }: Database,
  { tenantId, endpointId }: Pick<DueEndpoint, 'tenantId' | 'endpointId'>,
  dispatchId: string,
): Promise<string[]> => {
  const values = [tenantId, endpointId, dispatchId];
  const { rows } = await repeatOnConflict(() =>
    pool.query<{ id: string }>({ name: 'dispatch-events', text: DISPATCH, values }),
  );
  return rows.map(({ id }) => id);
};
