import type { Database } from './database.ts';

/** PostgreSQL's clock at this moment: what `syncClock` asks for, and a sign of life. */
export const serverTime = async (database: Database): Promise<Date> => {
  const { rows } = await database.pool.query<{ at: Date }>('SELECT clock_timestamp() AS at');
  const at = rows[0]?.at;
  if (at === undefined) throw new Error('PostgreSQL did not tell the time');
  return at;
};
