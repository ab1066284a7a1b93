import type { Outcome } from '@carillon/domain';
import type { Database } from '../database.ts';

/** What was sent to an endpoint, or is to be. */
export interface EventDeliveryRecord {
  readonly eventId: string;
  readonly type: string;
  readonly status: 'queued' | 'sending' | 'retrying' | 'delivered' | 'failed' | 'cancelled';
  readonly attempts: number;
  readonly dueAt: Date;
  readonly lastOutcome: Outcome | null;
  readonly lastCode: string | null;
  readonly lastMessage: string | null;
  readonly deliveredAt: Date | null;
  readonly updatedAt: Date;
}

const LIST = `
SELECT d.event_id AS "eventId", e.type, d.status, d.attempts, d.due_at AS "dueAt",
  d.last_outcome AS "lastOutcome", d.last_code AS "lastCode", d.last_message AS "lastMessage",
  d.delivered_at AS "deliveredAt", d.updated_at AS "updatedAt"
FROM (
  SELECT * FROM event_delivery WHERE tenant_id = $1 AND endpoint_id = $2
    AND ($3::uuid IS NULL OR event_id < $3) ORDER BY event_id DESC LIMIT $4
) d CROSS JOIN LATERAL (
  SELECT type FROM event WHERE tenant_id = $1 AND id = d.event_id OFFSET 0
) e
ORDER BY d.event_id DESC`;

/** What an endpoint was sent before that event (null: from the newest on), the newest first. */
export const listEventDeliveries = async (
  { pool }: Database,
  query: { tenantId: string; endpointId: string; before: string | null; limit: number },
): Promise<EventDeliveryRecord[]> => {
  const values = [query.tenantId, query.endpointId, query.before, query.limit];
  return (await pool.query<EventDeliveryRecord>(LIST, values)).rows;
};
