import type { Channel } from '@carillon/domain';
import type { Database } from '../database.ts';
import { repeatOnConflict } from '../sql/repeat-on-conflict.ts';
import type { DispatchRow } from './dispatch-row.ts';

export interface DispatchDue {
  readonly channel: Channel;
  readonly rank: number;
  readonly tenantId: string;
  /** At most so many deliveries. */
  readonly limit: number;
  /** Deliveries to a job: 50, or 1 where the channel is capped. */
  readonly chunkSize: number;
}

/** A delivery that was lost in two crashes is sent alone, where it can harm no other. */
const SUSPECT_CRASHES = 2;

const DISPATCH = `
WITH picked AS MATERIALIZED (
  SELECT id, due_at, crashes >= ${SUSPECT_CRASHES} AS suspect FROM delivery
  WHERE dispatch_id IS NULL AND channel = $1 AND priority = $2 AND tenant_id = $3
    AND due_at <= now() AND expires_at > now() AND status IN ('scheduled', 'queued', 'retrying')
  ORDER BY due_at LIMIT $4 FOR UPDATE SKIP LOCKED
), numbered AS (
  SELECT id, suspect, CASE WHEN suspect THEN -row_number() OVER w ELSE (row_number() OVER w - 1) / $5 END
    AS chunk
  FROM picked WINDOW w AS (PARTITION BY suspect ORDER BY due_at, id)
), jobs AS MATERIALIZED (
  SELECT new_dispatch_id() AS id, suspect, array_agg(n.id) AS delivery_ids
  FROM numbered n GROUP BY suspect, chunk
), riding AS (
  UPDATE delivery d SET dispatch_id = r.dispatch_id, updated_at = now(),
    status = CASE d.status WHEN 'scheduled' THEN 'queued' ELSE d.status END
  FROM (SELECT j.id AS dispatch_id, ids.id FROM jobs j, unnest(j.delivery_ids) AS ids(id)) r
  WHERE d.id = r.id AND d.dispatch_id IS NULL
)
INSERT INTO dispatch (id, tenant_id, channel, priority, suspect, delivery_ids)
SELECT id, $3, $1, $2, suspect, delivery_ids FROM jobs
RETURNING id, tenant_id AS "tenantId", channel, priority AS rank, suspect,
  delivery_ids AS "deliveryIds"`;

/**
 * Puts due deliveries of one class into dispatches, the longest due first. Resolves to the jobs that
 * are now to be added to their queue; if that fails they are given back. Any number of dispatchers may
 * run at once: each passes over what another has locked.
 */
export const dispatchDue = async (database: Database, due: DispatchDue): Promise<DispatchRow[]> => {
  const values = [due.channel, due.rank, due.tenantId, due.limit, due.chunkSize];
  const { rows } = await repeatOnConflict(() =>
    database.pool.query<DispatchRow>({ name: 'dispatch-due', text: DISPATCH, values }),
  );
  return rows;
};
