import type { Database } from '../database.ts';
import type { ClaimRequest } from './claim.ts';

/** Why a delivery that rides this job was not claimed; those not listed are no longer its own. */
export interface Unclaimed {
  readonly id: string;
  readonly reason: 'not_due' | 'expired' | 'suppressed' | 'sending' | 'ready';
  /** Milliseconds until it is due, by PostgreSQL's clock. */
  readonly dueInMs: number;
}

const INSPECT = `
SELECT d.id,
  CASE WHEN d.status = 'sending' THEN 'sending' WHEN d.expires_at <= now() THEN 'expired'
    WHEN d.due_at > now() THEN 'not_due'
    WHEN EXISTS (SELECT FROM suppression s WHERE s.tenant_id = d.tenant_id AND s.channel = d.channel
      AND s.address_key = lower(d.address) AND (s.until IS NULL OR s.until > now())
      AND (s.category = '' OR s.category = (SELECT n.category FROM notification n
        WHERE n.tenant_id = d.tenant_id AND n.id = notification_id_of(d.id)))) THEN 'suppressed'
    ELSE 'ready' END AS reason,
  greatest(0, ceil(extract(epoch FROM d.due_at - now()) * 1000))::float8 AS due_in_ms
FROM delivery d
WHERE d.id = ANY ($1::uuid[]) AND d.tenant_id = $2 AND d.dispatch_id = $3
  AND d.status IN ('scheduled', 'queued', 'retrying', 'sending')`;

/** Looks at what a claim left behind: rare, so not worth a group statement. */
export const inspectUnclaimed = async (
  database: Database,
  request: ClaimRequest,
): Promise<Unclaimed[]> => {
  const { rows } = await database.pool.query<{
    id: string;
    reason: Unclaimed['reason'];
    due_in_ms: number;
  }>({
    name: 'inspect-unclaimed',
    text: INSPECT,
    values: [request.deliveryIds, request.tenantId, request.dispatchId],
  });
  return rows.map((r) => ({ id: r.id, reason: r.reason, dueInMs: r.due_in_ms }));
};
