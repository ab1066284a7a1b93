import { notificationIdOf, type Channel, type NotificationRequest } from '@carillon/domain';
import type { Database } from '../database.ts';
import { idBounds, plainArray } from '../sql/arrays.ts';
import { repeatOnConflict } from '../sql/repeat-on-conflict.ts';

/** What a worker asks to send: deliveries of one tenant that ride one job. */
export interface ClaimRequest {
  readonly dispatchId: string;
  readonly tenantId: string;
  readonly deliveryIds: readonly string[];
  /** How long the lease lasts: the provider's deadline and 10 s. */
  readonly leaseMs: number;
}

/** A delivery that is ours to send until its lease runs out. */
export interface ClaimedDelivery {
  readonly id: string;
  readonly notificationId: string;
  readonly tenantId: string;
  readonly dispatchId: string;
  readonly leaseToken: number;
  /** Counted attempts, this one included. */
  readonly attempts: number;
  /** All calls, this one included. */
  readonly calls: number;
  readonly uncountedStreak: number;
  readonly crashes: number;
  readonly atMostOnce: boolean;
  readonly address: string | null;
  readonly expiresAt: Date;
  readonly rank: number;
  readonly channel: Channel;
  readonly category: string;
  readonly request: NotificationRequest;
}

// The compare-and-swap that decides who sends. The arrays keep the plan to the rows that are asked for,
// the bounds to the partitions these lie in, whatever the planner thinks of the join. `calls` and `attempts` are counted here, before the
// provider is called; they are given back when the call did not count.
const CLAIM = `
UPDATE delivery d SET status = 'sending', lease_token = d.lease_token + 1, claim_id = $6::uuid,
  lease_until = now() + w.lease_ms * interval '1 ms', attempts = d.attempts + 1, calls = d.calls + 1,
  updated_at = now()
FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::int[])
    AS w(id, notification_id, tenant_id, dispatch_id, lease_ms)
  JOIN notification n ON n.tenant_id = w.tenant_id AND n.id = w.notification_id
    AND n.id >= $7::uuid AND n.id <= $8::uuid
WHERE d.id = w.id AND d.id = ANY ($1::uuid[]) AND d.id >= $7::uuid AND d.id <= $8::uuid
  AND d.tenant_id = w.tenant_id AND d.dispatch_id = w.dispatch_id
  AND d.status IN ('scheduled', 'queued', 'retrying') AND d.due_at <= now() AND d.expires_at > now()
  AND NOT EXISTS (SELECT FROM suppression s WHERE s.tenant_id = d.tenant_id
    AND s.channel = d.channel AND s.address_key = lower(d.address)
    AND (s.until IS NULL OR s.until > now()) AND s.category IN ('', n.category))
RETURNING d.id, d.tenant_id, d.dispatch_id, d.lease_token, d.attempts, d.calls, d.uncounted_streak,
  d.crashes, d.at_most_once, d.address, d.expires_at, d.priority, d.channel, n.category, n.request`;

type Row = [
  id: string,
  tenantId: string,
  dispatchId: string,
  leaseToken: number,
  attempts: number,
  calls: number,
  uncountedStreak: number,
  crashes: number,
  atMostOnce: boolean,
  address: string | null,
  expiresAt: Date,
  rank: number,
  channel: Channel,
  category: string,
  request: NotificationRequest,
];

/**
 * Claims what is still ours, due, not expired and not suppressed, in one statement for many jobs. What
 * does not come back is not ours now; `inspectUnclaimed` tells why. `claimId` marks the rows, so that
 * after a lost answer `findClaimed` reads what was claimed.
 */
export const claimDeliveries = async (
  database: Database,
  claimId: string,
  requests: readonly ClaimRequest[],
): Promise<ClaimedDelivery[]> => {
  const rows = requests
    .flatMap((r) => r.deliveryIds.map((id) => ({ id, r })))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const ids = rows.map((row) => row.id);
  const notificationIds = ids.map(notificationIdOf);
  const [low, high] = idBounds([...notificationIds, ...ids]);
  const values = [
    plainArray(ids),
    plainArray(notificationIds),
    plainArray(rows.map(({ r }) => r.tenantId)),
    plainArray(rows.map(({ r }) => r.dispatchId)),
    plainArray(rows.map(({ r }) => r.leaseMs)),
    claimId,
    low,
    high,
  ];
  const claimed = await repeatOnConflict(() =>
    database.pool.query<Row>({ name: 'claim', text: CLAIM, values, rowMode: 'array' }),
  );
  return claimed.rows.map(toClaimed);
};

const toClaimed = (row: Row): ClaimedDelivery => ({
  id: row[0],
  notificationId: notificationIdOf(row[0]),
  tenantId: row[1],
  dispatchId: row[2],
  leaseToken: row[3],
  attempts: row[4],
  calls: row[5],
  uncountedStreak: row[6],
  crashes: row[7],
  atMostOnce: row[8],
  address: row[9],
  expiresAt: row[10],
  rank: row[11],
  channel: row[12],
  category: row[13],
  request: row[14],
});

const FIND_CLAIMED = `
SELECT d.id, d.tenant_id, d.dispatch_id, d.lease_token, d.attempts, d.calls, d.uncounted_streak,
  d.crashes, d.at_most_once, d.address, d.expires_at, d.priority, d.channel, n.category, n.request
FROM delivery d JOIN notification n ON n.tenant_id = d.tenant_id AND n.id = notification_id_of(d.id)
WHERE d.id = ANY ($1::uuid[]) AND d.claim_id = $2::uuid AND d.status = 'sending'`;

/** What a claim whose answer was lost has claimed. */
export const findClaimed = async (
  database: Database,
  claimId: string,
  requests: readonly ClaimRequest[],
): Promise<ClaimedDelivery[]> => {
  const ids = requests.flatMap((r) => r.deliveryIds);
  const { rows } = await database.pool.query<Row>({
    text: FIND_CLAIMED,
    values: [ids, claimId],
    rowMode: 'array',
  });
  return rows.map(toClaimed);
};
