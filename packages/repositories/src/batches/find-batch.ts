import type { DeliveryStatus } from '@carillon/domain';
import type { Database } from '../database.ts';
import { inTransaction } from '../sql/in-transaction.ts';

/** How far the fan-out of a broadcast is. */
export interface BroadcastProgress {
  /** Members that have their notification. */
  readonly made: number;
  /** How many deliveries a member gets, as far as that is known before his turn. */
  readonly channels: number;
  /** What becomes of the others: they are due later or now, or will never be. */
  readonly state: 'scheduled' | 'queued' | 'cancelled' | 'finished' | 'failed' | 'expired';
  /** Turns in a row that failed up to now. */
  readonly failures: number;
  /** When nothing was left to make or, of one that was cancelled, to cancel. */
  readonly finishedAt: Date | null;
}

/** A batch and what has become of its deliveries so far. */
export interface BatchRecord {
  readonly id: string;
  /** Notifications; of a broadcast the members of its topic when it was accepted, in the end those who got it. */
  readonly total: number;
  readonly createdAt: Date;
  /** Only states that occur. */
  readonly counts: Readonly<Partial<Record<DeliveryStatus, number>>>;
  /** When the last of its deliveries changed. */
  readonly changedAt: Date | null;
  /** Null where it is none. */
  readonly broadcast: BroadcastProgress | null;
}

// A batch's id is made just before those of its notifications, so older partitions need no look; with
// both ends known, neither do younger ones, and a hundred thousand are counted by one pass over them.
const ENDS = `
SELECT (SELECT id FROM notification WHERE tenant_id = $1 AND batch_id = $2 AND id > $2::uuid
    ORDER BY id LIMIT 1) AS first,
  (SELECT last_delivery_id_of(id) FROM notification WHERE tenant_id = $1 AND batch_id = $2
    AND id > $2::uuid ORDER BY id DESC LIMIT 1) AS last`;

const FIND = `
SELECT b.id, b.total, b.created_at AS "createdAt",
  coalesce((SELECT json_object_agg(c.status, c.n) FROM counted c), '{}') AS counts,
  (SELECT max(c.changed_at) FROM counted c) AS "changedAt",
  p.made, p.channels, p.failures,
  CASE WHEN p.finished_at < p.cancelled_at THEN NULL ELSE p.finished_at END AS "finishedAt",
  CASE WHEN p.ended_as IS NOT NULL THEN p.ended_as WHEN p.cancelled_at IS NOT NULL THEN 'cancelled' WHEN p.finished_at IS NOT NULL THEN 'finished'
    WHEN p.scheduled_at > now() OR p.hold_id IS NOT NULL THEN 'scheduled' ELSE 'queued' END AS state
FROM batch b LEFT JOIN broadcast p ON p.tenant_id = b.tenant_id AND p.batch_id = b.id
WHERE b.tenant_id = $1 AND b.id = $2`;

const COUNTED = `
WITH counted AS MATERIALIZED (
  SELECT d.status, count(*) AS n, max(d.updated_at) AS changed_at
  FROM notification n JOIN delivery d ON notification_id_of(d.id) = n.id
  WHERE n.tenant_id = $1 AND n.batch_id = $2 AND n.id >= $3::uuid AND n.id <= $4::uuid
    AND d.tenant_id = $1 AND d.id > $3::uuid AND d.id <= $4::uuid
  GROUP BY d.status
)`;

// Both statements see the same instant: a page that is committed between them would be made for the
// one and not there for the other, and the broadcast would seem to have ended without a delivery.
// Without statistics, as of what was stored just now, the planner may look through all deliveries for
// each notification, unless it joins by hash.
const ONE_LOOK = `SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;
SET LOCAL enable_nestloop = off`;

interface Ends {
  readonly first: string | null;
  readonly last: string | null;
}

type Row = Omit<BatchRecord, 'broadcast'> &
  Omit<BroadcastProgress, 'made'> & { readonly made: number | null };

/** A batch of this tenant with the counts of its deliveries by state, or null. */
export const findBatch = async (
  database: Database,
  { tenantId, id }: { tenantId: string; id: string },
): Promise<BatchRecord | null> => {
  const row = await inTransaction(database, async (client) => {
    await client.query(ONE_LOOK);
    const { rows: ends } = await client.query<Ends>(ENDS, [tenantId, id]);
    const values = [tenantId, id, ends[0]?.first, ends[0]?.last];
    return (await client.query<Row>(COUNTED + FIND, values)).rows[0];
  });
  if (row === undefined) return null;
  const { made, channels, state, failures, finishedAt, ...batch } = row;
  const progress = made === null ? null : { made, channels, state, failures, finishedAt };
  return { ...batch, broadcast: progress };
};
