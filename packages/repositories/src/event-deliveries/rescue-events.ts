import { EVENT_RETRY, maxAttemptsOf } from '@carillon/domain';
import type { Database } from '../database.ts';
import { repeatOnConflict } from '../sql/repeat-on-conflict.ts';
import { callNext } from './call-next.ts';
import { RIDING } from './open-states.ts';

// The receiver can tell repeats by the event's id, so that it is sent again at once.
const RESCUE = `
WITH lost AS MATERIALIZED (
  SELECT tenant_id, endpoint_id, event_id FROM event_delivery
  WHERE ${RIDING} AND status = 'sending' AND lease_until < now()
  ORDER BY tenant_id, endpoint_id, event_id LIMIT $1 FOR UPDATE SKIP LOCKED
), rescued AS (
  UPDATE event_delivery d SET lease_token = d.lease_token + 1, lease_until = NULL, dispatch_id = NULL,
    status = CASE WHEN d.attempts < ${maxAttemptsOf(EVENT_RETRY)} THEN 'retrying' ELSE 'failed' END,
    due_at = now(), last_outcome = 'ambiguous', last_code = 'worker_lost',
    last_message = 'its worker was lost between the call and the answer', updated_at = now()
  FROM lost l
  WHERE d.tenant_id = l.tenant_id AND d.endpoint_id = l.endpoint_id AND d.event_id = l.event_id
  RETURNING d.tenant_id, d.endpoint_id, d.event_id, d.subject, d.status
), ${callNext('rescued', '(SELECT event_id FROM lost ORDER BY event_id LIMIT 1)')}
SELECT count(*)::int AS n FROM rescued`;

/** Takes events from workers that are gone; the old worker's result is fenced off. Resolves to how many. */
export const rescueEvents = async ({ pool }: Database, limit: number): Promise<number> => {
  const { rows } = await repeatOnConflict(() => pool.query<{ n: number }>(RESCUE, [limit]));
  return rows[0]?.n ?? 0;
};
