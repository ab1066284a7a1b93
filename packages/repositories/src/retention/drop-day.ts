import type { Database } from '../database.ts';
import { inTransaction } from '../sql/in-transaction.ts';
import { sqlStateOf } from '../sql/repeat-on-conflict.ts';
import type { Day } from './day.ts';
import { PARTITIONED } from './partitioned.ts';

/** Rows that one statement deletes. */
const MOST = 5_000;
/** Whoever accepts or sends waits behind the lock, so it is given up at once where it is not free. */
const LOCK_TIMEOUT_MS = 100;
const LOCK_NOT_AVAILABLE = '55P03';

export type Dropped = 'dropped' | 'needed' | 'busy';

/**
 * Drops a day with all that hangs on it. What `isDayOver` saw is looked at once more under the lock, as
 * far as it can have changed. It is a plain drop, since PostgreSQL detaches concurrently only where there
 * is no default partition: an exclusive lock on the parents for some milliseconds, as the files are
 * removed after the commit. Answers `busy` where the lock was not to be had at once.
 */
export const dropDay = async (
  database: Database,
  what: keyof typeof PARTITIONED,
  day: Day,
): Promise<Dropped> => {
  const { tables, beside, isNeeded } = PARTITIONED[what];
  for (const table of beside) await clear(database, table, day);
  try {
    return await inTransaction(database, async (client) => {
      await client.query(`SET LOCAL lock_timeout = ${LOCK_TIMEOUT_MS}`);
      const parents = tables.map((table) => `ONLY ${table}`).join(', ');
      await client.query(`LOCK TABLE ${parents} IN ACCESS EXCLUSIVE MODE`);
      if (await isNeeded(client, day)) return 'needed';
      const parts = tables.map((table) => `${table}_${day.name}`).join(', ');
      await client.query(`DROP TABLE IF EXISTS ${parts}`);
      return 'dropped';
    });
  } catch (error) {
    if (sqlStateOf(error) === LOCK_NOT_AVAILABLE) return 'busy';
    throw error;
  }
};

const clear = async ({ pool }: Database, table: string, { low, high }: Day): Promise<void> => {
  const text = `DELETE FROM ${table} WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM ${table} WHERE delivery_id >= $1 AND delivery_id < $2 LIMIT ${MOST}))`;
  while (((await pool.query(text, [low, high])).rowCount ?? 0) === MOST);
};
