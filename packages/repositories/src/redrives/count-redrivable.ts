import type { Database } from '../database.ts';
import type { DeadLetterFilter } from '../dead-letters/dead-letter-filter.ts';
import { parameters } from '../sql/parameters.ts';
import { FIRST, type JudgedPage, judgedPart } from './judged-part.ts';

/** So many take some tens of milliseconds. */
const PAGE = 5_000;

export interface CountRedrivable {
  readonly tenantId: string;
  readonly filter: DeadLetterFilter;
  /** When it is this late (`performance.now()`), counting ends without an answer. */
  readonly untilMs: number;
}

/** What a redrive would find. */
export interface Redrivable {
  readonly matched: number;
  /** Of these, how many would not be redriven, by why not. */
  readonly leftOut: Readonly<Record<string, number>>;
  /** The moment that was looked at, as PostgreSQL writes it. */
  readonly deadBefore: string;
}

interface Counted {
  readonly reasons: Readonly<Record<string, number>>;
  readonly at: string;
  readonly id: string;
}

const countPage = async ({ pool }: Database, page: JudgedPage): Promise<Counted | undefined> => {
  const p = parameters();
  const text = `
WITH ${judgedPart(p, page)}, reasons AS (
  SELECT coalesce(reason, '') AS reason, count(*)::int AS n FROM judged GROUP BY 1
)
SELECT (SELECT json_object_agg(reason, n) FROM reasons) AS reasons, dead_at::text AS at,
  delivery_id AS id FROM judged ORDER BY dead_at DESC, delivery_id DESC LIMIT 1`;
  return (await pool.query<Counted>(text, p.values)).rows[0];
};

/**
 * Counts the dead letters that a filter finds and of those the ones that would be left out, page by page:
 * a million take some seconds and no memory. Null when that was not to be done in time.
 */
export const countRedrivable = async (
  database: Database,
  { tenantId, filter, untilMs }: CountRedrivable,
): Promise<Redrivable | null> => {
  const now = await database.pool.query<{ now: string }>('SELECT now()::text AS now');
  const deadBefore = now.rows[0]?.now ?? 'now';
  const leftOut: Record<string, number> = {};
  let matched = 0;
  let cursor = FIRST;
  while (performance.now() < untilMs) {
    const page = { tenantId, filter, deadBefore, cursor, limit: PAGE };
    const counted = await countPage(database, page);
    if (counted === undefined) return { matched, leftOut, deadBefore };
    for (const [reason, n] of Object.entries(counted.reasons)) {
      matched += n;
      if (reason !== '') leftOut[reason] = (leftOut[reason] ?? 0) + n;
    }
    cursor = counted;
  }
  return null;
};
