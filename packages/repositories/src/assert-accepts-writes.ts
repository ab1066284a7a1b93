import type { Database } from './database.ts';
import { assertWritable } from './sql/writable-server.ts';

/**
 * Rejects where PostgreSQL is away, or only reads: a standby, a primary that was demoted. Then the
 * connection that said so is given up, so that the next call asks whoever has the address by then.
 */
export const assertAcceptsWrites = async ({ pool }: Database): Promise<void> => {
  const client = await pool.connect();
  try {
    await assertWritable(client);
    client.release();
  } catch (error) {
    client.release(true);
    throw error;
  }
};
