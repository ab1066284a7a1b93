import type pg from 'pg';

/** Deliveries that one step looks at. */
const PAGE = 1_000;

/** What has become of a run's deliveries since the last look. */
export interface WatchedRedriven {
  /** Those that have come to an end. */
  readonly ended: number;
  /** Of these, those that were given up again. */
  readonly failed: number;
  /** How many more wait after a call that failed than did when they were last looked at. */
  readonly failingMore: number;
  /** After whom the next look goes on; null for from the beginning. */
  readonly next: string | null;
}

// One whose row is gone has ended too.
const WATCH = `
WITH page AS MATERIALIZED (
  SELECT delivery_id, redriven_at, failing FROM redrive
  WHERE tenant_id = $1 AND run_id = $2 AND NOT ended AND delivery_id > $3
  ORDER BY delivery_id LIMIT ${PAGE}
), seen AS MATERIALIZED (
  SELECT p.*, d.status, coalesce(d.status IN ('scheduled', 'queued', 'retrying')
      AND d.last_outcome IN ('transient', 'ambiguous', 'config'), false) AS fails_now,
    coalesce(d.status NOT IN ('scheduled', 'queued', 'sending', 'retrying'), true) AS is_over
  FROM page p LEFT JOIN LATERAL (
    SELECT d.status, d.last_outcome FROM delivery d
    WHERE d.id = p.delivery_id AND d.tenant_id = $1 OFFSET 0) d ON true
), noted AS (
  UPDATE redrive r SET ended = s.is_over, failing = s.fails_now FROM seen s
  WHERE (s.is_over OR s.fails_now <> s.failing) AND r.tenant_id = $1
    AND r.delivery_id = s.delivery_id AND r.redriven_at = s.redriven_at
)
SELECT count(*) FILTER (WHERE is_over)::int AS ended,
  count(*) FILTER (WHERE status IN ('failed', 'expired'))::int AS failed,
  (count(*) FILTER (WHERE fails_now) - count(*) FILTER (WHERE failing))::int AS "failingMore",
  CASE WHEN count(*) = ${PAGE}
    THEN (SELECT delivery_id FROM page ORDER BY delivery_id DESC LIMIT 1) END AS next
FROM seen`;

const NOTHING: WatchedRedriven = { ended: 0, failed: 0, failingMore: 0, next: null };

/** Looks what has become of deliveries that a run has redriven, in turns, and checks off what is over. */
export const watchRedriven = async (
  client: pg.ClientBase,
  { tenantId, id, watchedId }: { tenantId: string; id: string; watchedId: string },
): Promise<WatchedRedriven> =>
  (await client.query<WatchedRedriven>(WATCH, [tenantId, id, watchedId])).rows[0] ?? NOTHING;
