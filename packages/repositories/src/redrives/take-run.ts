import type pg from 'pg';
import type { DeadLetterFilter } from '../dead-letters/dead-letter-filter.ts';
import type { DeadLetterCursor } from './judged-part.ts';
import { filterOf, type StoredFilter } from './stored-filter.ts';

/** A run under its row's lock. */
export interface OpenRun {
  readonly tenantId: string;
  readonly id: string;
  readonly filter: DeadLetterFilter;
  /** False for one that was aborted, and is only watched. */
  readonly isRunning: boolean;
  readonly canarySize: number | null;
  readonly maxFailureRate: number | null;
  readonly sampleEvery: number;
  readonly redriven: number;
  readonly ended: number;
  readonly failed: number;
  /** Of those under way, the ones that wait after a call that failed. */
  readonly failing: number;
  readonly deadBefore: string;
  readonly cursor: DeadLetterCursor;
  readonly isThrough: boolean;
  readonly watchedId: string;
  /** How many its rate allows by now. */
  readonly affordable: number;
  /** Since the last one was redriven. */
  readonly quietMs: number;
}

type Row = Omit<OpenRun, 'filter' | 'cursor'> & {
  readonly filter: StoredFilter;
  readonly cursorAt: string;
  readonly cursorId: string;
};

// What a rate allows is saved up for two seconds at most, so that a stop of the workers is no burst.
const TAKE = `
SELECT tenant_id AS "tenantId", id, filter, status = 'running' AS "isRunning",
  canary_size AS "canarySize", max_failure_rate AS "maxFailureRate", sample_every AS "sampleEvery",
  redriven, ended, failed, failing, dead_before::text AS "deadBefore", cursor_at::text AS "cursorAt",
  cursor_id AS "cursorId", is_through AS "isThrough", watched_id AS "watchedId",
  floor(rate_per_second * least(extract(epoch FROM now() - paid_until), 2))::int AS affordable,
  (extract(epoch FROM now() - last_redriven_at) * 1000)::float8 AS "quietMs"
FROM redrive_run WHERE turn_at <= now() ORDER BY turn_at LIMIT 1 FOR UPDATE SKIP LOCKED`;

/** Locks the run whose turn has come longest ago and that nobody else is at; null when there is none. */
export const takeRun = async (client: pg.ClientBase): Promise<OpenRun | null> => {
  const [row] = (await client.query<Row>(TAKE)).rows;
  if (row === undefined) return null;
  const { cursorAt, cursorId, filter, ...rest } = row;
  return { ...rest, filter: filterOf(filter), cursor: { at: cursorAt, id: cursorId } };
};
