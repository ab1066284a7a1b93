import type { Database } from '../database.ts';

/**
 * How full a page is made. A delivery is updated twice on the hot path (claim, result), and both new
 * versions should find room on its page, since the claim's is seldom dead to everybody when the result
 * is written; without it each result would also write to every index. An event's delivery is updated
 * as often. The other tables never are.
 */
const FILLFACTOR = {
  notification: 100,
  delivery: 33,
  attempt: 100,
  event: 100,
  event_delivery: 50,
} as const;

/**
 * Makes the daily partitions from yesterday to `daysAhead`, each in a statement of its own. A day whose
 * rows already lie in the default partition stays there. Resolves to how many were made.
 */
export const ensurePartitions = async (database: Database, daysAhead: number): Promise<number> => {
  let made = 0;
  for (const [parent, fillfactor] of Object.entries(FILLFACTOR)) {
    for (let day = -1; day <= daysAhead; day += 1) {
      made += await ensureOne(database, parent, day, fillfactor);
    }
  }
  return made;
};

const ensureOne = async (
  database: Database,
  parent: string,
  day: number,
  fillfactor: number,
): Promise<number> => {
  try {
    const { rows } = await database.pool.query<{ made: boolean }>(
      `SELECT ensure_partition($1::regclass, (now() AT TIME ZONE 'UTC')::date + $2::int, $3) AS made`,
      [parent, day, fillfactor],
    );
    return rows[0]?.made === true ? 1 : 0;
  } catch (error) {
    const code = (error as { code?: string }).code;
    // 23514: the default partition holds rows of that day; 42P07: another process made it just now.
    if (code === '23514' || code === '42P07') return 0;
    throw error;
  }
};
