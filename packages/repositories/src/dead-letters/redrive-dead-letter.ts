import { DEFAULT_EXPIRY_MS, type Channel } from '@carillon/domain';
import type { Database } from '../database.ts';
import { repeatOnConflict } from '../sql/repeat-on-conflict.ts';

// The token is raised, so that a late result of the old life is fenced off; `calls` goes on counting,
// so that earlier attempts keep their numbers.
const REDRIVE = `
WITH dead AS (
  DELETE FROM dead_letter WHERE tenant_id = $1 AND delivery_id = $2 RETURNING delivery_id, code
), queued AS (
  UPDATE delivery d SET status = 'queued', dispatch_id = NULL, due_at = now(),
    expires_at = now() + $3 * interval '1 ms', updated_at = now(), attempts = 0,
    uncounted_streak = 0, crashes = 0, redrives = d.redrives + 1, lease_token = d.lease_token + 1,
    last_outcome = NULL, last_code = NULL, last_message = NULL
  FROM dead
  WHERE d.tenant_id = $1 AND d.id = $2 AND d.id = dead.delivery_id
    AND d.status IN ('failed', 'expired')
  RETURNING d.channel
), noted AS (
  INSERT INTO redrive (tenant_id, delivery_id, code) SELECT $1, delivery_id, code FROM dead
)
SELECT (SELECT channel FROM queued) AS channel FROM dead`;

/**
 * Gives a dead letter's delivery a new budget of attempts and a new default expiry; it then waits for
 * the dispatcher. Null when there is no such dead letter.
 */
export const redriveDeadLetter = async (
  database: Database,
  { tenantId, deliveryId }: { tenantId: string; deliveryId: string },
): Promise<{ channel: Channel | null } | null> => {
  const { rows } = await repeatOnConflict(() =>
    database.pool.query<{ channel: Channel | null }>(REDRIVE, [
      tenantId,
      deliveryId,
      DEFAULT_EXPIRY_MS,
    ]),
  );
  return rows[0] ?? null;
};
