import type pg from 'pg';
import type { Database } from '../database.ts';

/** Runs `work` in a transaction: committed when it resolves, rolled back when it rejects. */
export const inTransaction = async <T>(
  database: Database,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> => {
  const client = await database.pool.connect();
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    client.release();
    return result;
  } catch (error) {
    // A connection whose state is not known is not given back: closing it rolls back.
    client.release(error instanceof Error ? error : new Error(String(error)));
    throw error;
  }
};
