import type { DeliveryStatus } from '@carillon/domain';
import type { Database } from '../database.ts';

/** What became of the deliveries accepted within the last hour; a null had nothing to be taken from. */
export interface DeliveryStatistics {
  /** Only states that occur. */
  readonly states: Readonly<Partial<Record<DeliveryStatus, number>>>;
  /** Sent or delivered, of those that ended in success or failure. */
  readonly successRate: number | null;
  /** Those that needed a second attempt, of those that had one. */
  readonly retryRate: number | null;
  readonly averageAttempts: number | null;
  /** From due to recorded as sent, in milliseconds. */
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
}

/** Enough for a percentile, and bounded however much a tenant sends. */
const MOST_DELIVERIES = 100_000;

const STATISTICS = `
WITH recent AS MATERIALIZED (
  SELECT status, attempts, extract(epoch FROM sent_at - due_at) * 1000 AS ms
  FROM delivery
  WHERE id >= uuid_floor(now() - interval '1 hour') AND id < uuid_floor(now() + interval '1 minute')
    AND ($1::uuid IS NULL OR tenant_id = $1)
  ORDER BY id DESC LIMIT ${MOST_DELIVERIES}
), states AS (
  SELECT coalesce(json_object_agg(status, n), '{}') AS states
  FROM (SELECT status, count(*) AS n FROM recent GROUP BY status) s
)
SELECT (SELECT states FROM states) AS states,
  (count(*) FILTER (WHERE status IN ('sent', 'delivered')))::float8
    / nullif(count(*) FILTER (WHERE status IN ('sent', 'delivered', 'failed', 'expired')), 0)
    AS "successRate",
  (count(*) FILTER (WHERE attempts > 1))::float8 / nullif(count(*) FILTER (WHERE attempts > 0), 0)
    AS "retryRate",
  (avg(attempts) FILTER (WHERE attempts > 0))::float8 AS "averageAttempts",
  (percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) FILTER (WHERE ms >= 0))::float8 AS p50,
  (percentile_cont(0.95) WITHIN GROUP (ORDER BY ms) FILTER (WHERE ms >= 0))::float8 AS p95,
  (percentile_cont(0.99) WITHIN GROUP (ORDER BY ms) FILTER (WHERE ms >= 0))::float8 AS p99
FROM recent`;

/**
 * Statistics over the last hour's deliveries, the newest 100,000 at most, of one tenant or (null) of
 * all.
 */
export const deliveryStatistics = async (
  database: Database,
  tenantId: string | null,
): Promise<DeliveryStatistics> => {
  const { rows } = await database.pool.query<DeliveryStatistics>({
    name: 'delivery-statistics',
    text: STATISTICS,
    values: [tenantId],
  });
  const [row] = rows;
  if (row === undefined) throw new Error('an aggregate returned no row');
  return row;
};
