import type { DeliveryStatus } from '@carillon/domain';
import type { Database } from '../database.ts';

/** A batch and what has become of its deliveries so far. */
export interface BatchRecord {
  readonly id: string;
  readonly total: number;
  readonly createdAt: Date;
  /** Only states that occur. */
  readonly counts: Readonly<Partial<Record<DeliveryStatus, number>>>;
  /** When the last of its deliveries changed. */
  readonly changedAt: Date | null;
}

// A batch's id is made just before those of its notifications, so older partitions need no look.
const FIND = `
SELECT b.id, b.total, b.created_at AS "createdAt",
  coalesce((SELECT json_object_agg(c.status, c.n) FROM counted c), '{}') AS counts,
  (SELECT max(c.changed_at) FROM counted c) AS "changedAt"
FROM batch b
WHERE b.tenant_id = $1 AND b.id = $2`;

const COUNTED = `
WITH counted AS MATERIALIZED (
  SELECT d.status, count(*) AS n, max(d.updated_at) AS changed_at
  FROM notification n JOIN delivery d ON d.id > n.id AND d.id <= last_delivery_id_of(n.id)
  WHERE n.tenant_id = $1 AND n.batch_id = $2 AND n.id > $2::uuid AND d.tenant_id = $1
    AND d.id > $2::uuid
  GROUP BY d.status
)`;

/** A batch of this tenant with the counts of its deliveries by state, or null. */
export const findBatch = async (
  database: Database,
  { tenantId, id }: { tenantId: string; id: string },
): Promise<BatchRecord | null> => {
  const { rows } = await database.pool.query<BatchRecord>(COUNTED + FIND, [tenantId, id]);
  return rows[0] ?? null;
};
