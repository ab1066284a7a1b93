import type { RedriveAbortReason } from '@carillon/domain';
import type pg from 'pg';
import type { DeadLetterCursor } from './judged-part.ts';
import type { OpenRun } from './take-run.ts';

/** How far a run is after a step. */
export interface Advance {
  readonly status: 'running' | 'done' | 'aborted';
  readonly reason: RedriveAbortReason | null;
  readonly canarySize: number | null;
  readonly ended: number;
  readonly failed: number;
  readonly failing: number;
  readonly watchedId: string | null;
  /** Redriven by this step. */
  readonly redriven: number;
  readonly cursor: DeadLetterCursor;
  readonly isThrough: boolean;
  /** Whether something else than its rate keeps it back: then it saves nothing up. */
  readonly isHeld: boolean;
  /** Until its next step; null when it is over. */
  readonly turnInMs: number | null;
}

const ADVANCE = `
UPDATE redrive_run SET status = $3, reason = coalesce(reason, $4), canary_size = $5, ended = $6, failed = $7,
  watched_id = coalesce($8, '00000000-0000-0000-0000-000000000000'::uuid),
  redriven = redriven + $9, cursor_at = $10, cursor_id = $11, is_through = $12,
  paid_until = CASE WHEN $13 THEN now() ELSE greatest(paid_until, now() - interval '2 s')
    + $9::int::float8 / rate_per_second * interval '1 s' END,
  last_redriven_at = CASE WHEN $9 > 0 THEN now() ELSE last_redriven_at END,
  turn_at = now() + $14 * interval '1 ms', failing = $15,
  finished_at = CASE WHEN $3 = 'running' THEN NULL ELSE coalesce(finished_at, now()) END
WHERE tenant_id = $1 AND id = $2`;

/** Writes down how far a run is, in the transaction of its step. */
export const advanceRun = async (
  client: pg.ClientBase,
  { tenantId, id }: OpenRun,
  advance: Advance,
): Promise<void> => {
  const { status, reason, canarySize, ended, failed, watchedId, redriven } = advance;
  const { cursor, isThrough, isHeld, turnInMs, failing } = advance;
  const seen = [status, reason, canarySize, ended, failed, watchedId, redriven];
  const values = [
    tenantId,
    id,
    ...seen,
    cursor.at,
    cursor.id,
    isThrough,
    isHeld,
    turnInMs,
    failing,
  ];
  await client.query(ADVANCE, values);
};
