import type { Database } from '../database.ts';
import { repeatOnConflict } from '../sql/repeat-on-conflict.ts';

// What still waits, or is being sent, stays as it is. The lease token is raised, so that whoever sent it
// before has nothing more to say about it. For an endpoint that was disabled the page is empty, and so
// the last one: what it would queue would be called off.
const CONTINUE = `
WITH endpoint AS MATERIALIZED (
  SELECT tenant_id, id, types, replay_after, replay_until, disabled_at IS NULL AS is_enabled FROM event_endpoint
  WHERE replay_after IS NOT NULL ORDER BY id LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED
), page AS MATERIALIZED (
  SELECT e.tenant_id, e.id, e.subject FROM event e
  WHERE e.tenant_id = (SELECT tenant_id FROM endpoint) AND e.id > (SELECT replay_after FROM endpoint)
    AND e.id <= (SELECT replay_until FROM endpoint) AND (SELECT is_enabled FROM endpoint)
    AND e.type = ANY ((SELECT types FROM endpoint)::text[])
  ORDER BY e.id LIMIT $1
), again AS (
  INSERT INTO event_delivery AS d (tenant_id, endpoint_id, event_id, subject)
  SELECT p.tenant_id, n.id, p.id, p.subject FROM page p CROSS JOIN endpoint n ORDER BY p.id
  ON CONFLICT (tenant_id, endpoint_id, event_id) DO UPDATE SET status = 'queued', due_at = now(),
    attempts = 0, lease_token = d.lease_token + 1, delivered_at = NULL, updated_at = now()
  WHERE d.status IN ('delivered', 'failed', 'cancelled')
  RETURNING 1
), moved AS (
  UPDATE event_endpoint n SET
    replay_after = CASE WHEN (SELECT count(*) FROM page) = $1 THEN (SELECT id FROM page ORDER BY id DESC LIMIT 1) END,
    replay_until = CASE WHEN (SELECT count(*) FROM page) = $1 THEN n.replay_until END
  FROM endpoint p WHERE n.tenant_id = p.tenant_id AND n.id = p.id
)
SELECT (SELECT count(*) FROM again)::int AS queued, NOT is_enabled AS "isCalledOff" FROM endpoint`;

/** A page of a replay. */
export interface ReplayPage {
  /** Events that wait to be sent again because of it. */
  readonly queued: number;
  /** Its endpoint was disabled meanwhile: the replay has ended. */
  readonly isCalledOff: boolean;
}

/** Takes the next page of one replay that was asked for; null when none is to be continued here. */
export const continueReplay = async (
  { pool }: Database,
  pageSize: number,
): Promise<ReplayPage | null> => {
  const { rows } = await repeatOnConflict(() => pool.query<ReplayPage>(CONTINUE, [pageSize]));
  return rows[0] ?? null;
};
