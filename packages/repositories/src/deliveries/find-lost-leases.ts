import type { Channel, NotificationRequest } from '@carillon/domain';
import type { Database } from '../database.ts';

/** A delivery in `sending` whose lease has run out: its worker died, hangs, or cannot reach us. */
export interface LostLease {
  readonly deliveryId: string;
  readonly tenantId: string;
  readonly dispatchId: string;
  readonly channel: Channel;
  readonly leaseToken: number;
  readonly attempts: number;
  readonly calls: number;
  readonly crashes: number;
  readonly suspect: boolean;
  readonly atMostOnce: boolean;
  readonly provider: string | null;
  readonly startedAt: Date;
  readonly request: NotificationRequest;
}

// What is sending rides a dispatch, and there are few of those (the window), so they are where to look:
// an index on leases would cost every claim and every result an index entry. Each is looked up by its
// id, in its own partition.
const FIND = `
SELECT d.id AS "deliveryId", d.tenant_id AS "tenantId", p.id AS "dispatchId", d.channel,
  d.lease_token AS "leaseToken", d.attempts, d.calls, d.crashes, p.suspect,
  d.at_most_once AS "atMostOnce", d.provider, d.updated_at AS "startedAt", n.request
FROM dispatch p
  CROSS JOIN LATERAL unnest(p.delivery_ids) AS ids(id)
  CROSS JOIN LATERAL (
    SELECT * FROM delivery d WHERE d.id = ids.id AND d.dispatch_id = p.id AND d.status = 'sending'
      AND d.lease_until < now() OFFSET 0) d
  CROSS JOIN LATERAL (
    SELECT n.request FROM notification n
    WHERE n.tenant_id = d.tenant_id AND n.id = notification_id_of(d.id) OFFSET 0) n
WHERE p.created_at < now() - interval '5 seconds'
LIMIT $1`;

/** Finds at most `limit` deliveries whose lease has run out. */
export const findLostLeases = async (database: Database, limit: number): Promise<LostLease[]> =>
  (await database.pool.query<LostLease>({ name: 'lost-leases', text: FIND, values: [limit] })).rows;
