import { OPEN_STATUSES } from '@carillon/domain';
import type { Database } from '../database.ts';
import { isDayNeeded } from './is-day-needed.ts';
import type { Day } from './day.ts';

/** Deliveries that one statement looks at: some 20 ms. */
const PAGE = 20_000;

const LOOK = `
SELECT count(*)::int AS seen, max(id::text) AS last,
  coalesce(bool_or(status::text = ANY ($3::text[]) OR updated_at > now() - $4 * interval '1 day'), false)
    AS held
FROM (SELECT id, status, updated_at FROM delivery WHERE id > $1 AND id < $2 ORDER BY id LIMIT ${PAGE}) d`;

/**
 * Whether nothing of a day may be kept: every delivery ended, the last change so many days ago. It looks
 * at all of them, page by page, so that no statement takes long; ten million take it some seconds.
 */
export const isDayOver = async ({ pool }: Database, day: Day, days: number): Promise<boolean> => {
  if (await isDayNeeded(pool, day)) return false;
  let after = day.low;
  for (;;) {
    const values = [after, day.high, OPEN_STATUSES, days];
    const { rows } = await pool.query<{ seen: number; last: string | null; held: boolean }>(
      LOOK,
      values,
    );
    const [page] = rows;
    if (page === undefined || page.held) return false;
    if (page.seen < PAGE || page.last === null) return true;
    after = page.last;
  }
};
