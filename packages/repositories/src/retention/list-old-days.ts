import type { Database } from '../database.ts';
import type { Day } from './day.ts';
import { PARTITIONED } from './partitioned.ts';

const LIST = `
SELECT day AS name, uuid_floor(at) AS low, uuid_floor(at + interval '1 day') AS high
FROM (
  SELECT right(c.relname, 8) AS day, to_date(right(c.relname, 8), 'YYYYMMDD')::timestamptz AS at
  FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
  WHERE i.inhparent = $1::regclass AND c.relname ~ '_[0-9]{8}$') days
WHERE at + interval '1 day' < now() - $2 * interval '1 day'
ORDER BY day`;

/** Days of what is divided by days that ended so many days ago, the oldest first. */
export const listOldDays = async (
  { pool }: Database,
  what: keyof typeof PARTITIONED,
  days: number,
): Promise<Day[]> => (await pool.query<Day>(LIST, [PARTITIONED[what].tables[0], days])).rows;
