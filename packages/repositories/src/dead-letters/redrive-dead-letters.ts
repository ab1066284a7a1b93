import { DEFAULT_EXPIRY_MS } from '@carillon/domain';
import type pg from 'pg';
import { idBounds } from '../sql/arrays.ts';

/** Dead letters of one tenant that are to be sent after all. */
export interface DeadLettersToRedrive {
  readonly tenantId: string;
  readonly deliveryIds: readonly string[];
  /** The run that does it; null for one that was asked for by its id. */
  readonly runId: string | null;
}

// Deliveries are locked first, as by everybody who touches both. The token is raised, so that a late
// result of the old life is fenced off; `calls` goes on counting, so that earlier attempts keep their
// numbers. What the caller asked for as an end still holds, unless it is over. In the audit log a run is
// one entry, whatever it redrives.
const REDRIVE = `
WITH locked AS MATERIALIZED (
  SELECT id FROM delivery
  WHERE id = ANY ($2::uuid[]) AND id >= $5::uuid AND id <= $6::uuid AND tenant_id = $1
  ORDER BY id FOR UPDATE
), dead AS (
  DELETE FROM dead_letter l USING locked
  WHERE l.tenant_id = $1 AND l.delivery_id = ANY ($2::uuid[]) AND l.delivery_id = locked.id
  RETURNING l.delivery_id, l.code, l.expires_at
), queued AS (
  UPDATE delivery d SET status = 'queued', dispatch_id = NULL, due_at = now(), updated_at = now(),
    expires_at = CASE WHEN dead.expires_at > now() THEN dead.expires_at
      ELSE now() + $3 * interval '1 ms' END,
    attempts = 0, uncounted_streak = 0, crashes = 0, redrives = d.redrives + 1,
    lease_token = d.lease_token + 1, last_outcome = NULL, last_code = NULL, last_message = NULL
  FROM dead
  WHERE d.id = dead.delivery_id AND d.tenant_id = $1
    AND d.id = ANY ($2::uuid[]) AND d.id >= $5::uuid AND d.id <= $6::uuid
    AND d.status IN ('failed', 'expired')
  RETURNING d.id, dead.code
), audited AS (
  INSERT INTO audit_entry (tenant_id, action, entity_type, entity_id, before)
  SELECT $1, 'dead_letter_redriven', 'dead_letter', id::text, jsonb_build_object('code', code)
  FROM queued WHERE $4::uuid IS NULL
)
INSERT INTO redrive (tenant_id, delivery_id, code, run_id) SELECT $1, id, code, $4::uuid FROM queued
RETURNING delivery_id AS "deliveryId"`;

/**
 * Gives the deliveries of dead letters a new budget of attempts and a new default expiry, or what is
 * left of their caller's; they then wait for the dispatcher. Whether the letter is still there decides,
 * so that of several at once one does it. Resolves to those it was done for.
 */
export const redriveDeadLetters = async (
  client: Pick<pg.ClientBase, 'query'>,
  { tenantId, deliveryIds, runId }: DeadLettersToRedrive,
): Promise<string[]> => {
  if (deliveryIds.length === 0) return [];
  const [low, high] = idBounds(deliveryIds);
  const values = [tenantId, deliveryIds, DEFAULT_EXPIRY_MS, runId, low, high];
  const { rows } = await client.query<{ deliveryId: string }>(REDRIVE, values);
  return rows.map(({ deliveryId }) => deliveryId);
};
