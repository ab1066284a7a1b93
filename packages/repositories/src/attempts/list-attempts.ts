import type { Channel, Outcome } from '@carillon/domain';
import type { Database } from '../database.ts';

/** One provider call of a delivery, or several uncounted ones folded into one row. */
export interface AttemptRecord {
  readonly deliveryId: string;
  readonly leaseToken: number;
  readonly channel: Channel;
  readonly number: number;
  readonly counted: boolean;
  readonly provider: string | null;
  readonly outcome: Outcome;
  readonly code: string | null;
  readonly message: string | null;
  readonly startedAt: Date;
  readonly durationMs: number;
  readonly response: string | null;
}

const CALL = `a.lease_token AS "leaseToken", d.channel, a.number, a.counted, a.provider, a.outcome, a.code,
  a.message, a.started_at AS "startedAt", a.duration_ms AS "durationMs", a.response`;

// The calls of a member of a digest are those of the digest's own delivery.
const LIST = `
SELECT a.delivery_id AS "deliveryId", ${CALL}
FROM attempt a JOIN delivery d ON d.id = a.delivery_id
  AND d.id > $2::uuid AND d.id <= last_delivery_id_of($2::uuid)
WHERE a.tenant_id = $1 AND a.delivery_id > $2::uuid AND a.delivery_id <= last_delivery_id_of($2::uuid)
UNION ALL
SELECT m.delivery_id, ${CALL}
FROM digest_member m
  JOIN delivery d ON d.id = m.delivery_id AND d.dispatch_id = m.digest_id
    AND d.status NOT IN ('scheduled', 'cancelled')
  JOIN digest g ON g.id = m.digest_id
  JOIN attempt a ON a.delivery_id = g.carrier_id
WHERE m.tenant_id = $1 AND m.delivery_id > $2::uuid
  AND m.delivery_id <= last_delivery_id_of($2::uuid) AND a.tenant_id = $1
ORDER BY "startedAt", "deliveryId", "leaseToken"`;

/** Every attempt of a notification, the oldest first. */
export const listAttempts = async (
  database: Database,
  { tenantId, notificationId }: { tenantId: string; notificationId: string },
): Promise<AttemptRecord[]> =>
  (await database.pool.query<AttemptRecord>(LIST, [tenantId, notificationId])).rows;
