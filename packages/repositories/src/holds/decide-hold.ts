import { DEFAULT_EXPIRY_MS } from '@carillon/domain';
import type { Database } from '../database.ts';
import { HOLD_COLUMNS } from './hold-columns.ts';
import type { HoldRecord } from './hold-record.ts';

export type HoldDecision = 'released' | 'discarded';

// Whoever puts something into the hold at this moment has its row locked: this waits for him, and what
// comes after opens another. A broadcast without an end of its own has its time from now on.
const DECIDE = `
WITH decided AS (
  UPDATE hold SET status = $3, is_open = false, decided_at = now()
  WHERE tenant_id = $1 AND id = $2 AND status = 'held' RETURNING id, status
), broadcasts AS (
  UPDATE broadcast b SET hold_id = NULL,
    cancelled_at = CASE d.status WHEN 'discarded' THEN now() END,
    expires_at = CASE WHEN d.status = 'released' AND b.request ->> 'expiresAt' IS NULL
      THEN greatest(b.scheduled_at, now()) + $4::float8 * interval '1 ms' ELSE b.expires_at END
  FROM decided d WHERE b.hold_id = d.id AND b.tenant_id = $1 AND b.cancelled_at IS NULL
)
SELECT FROM decided`;

const FIND = `SELECT ${HOLD_COLUMNS} FROM hold h WHERE h.tenant_id = $1 AND h.id = $2`;

/**
 * Decides about a hold that nobody has decided about; `settleHoldPage` moves its deliveries. Resolves to
 * the hold as it is then, whoever decided it; null when the tenant has no such hold.
 */
export const decideHold = async (
  { pool }: Database,
  { tenantId, id, decision }: { tenantId: string; id: string; decision: HoldDecision },
): Promise<HoldRecord | null> => {
  await pool.query(DECIDE, [tenantId, id, decision, DEFAULT_EXPIRY_MS]);
  const { rows } = await pool.query<HoldRecord>(FIND, [tenantId, id]);
  return rows[0] ?? null;
};
