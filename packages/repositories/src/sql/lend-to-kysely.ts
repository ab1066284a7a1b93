import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type pg from 'pg';
import { readsOnly } from './writable-server.ts';

/** A client for one borrowing: given back, it is closed if its server has refused to write. */
const watched = (client: pg.PoolClient): PostgresPoolClient => {
  let isDemoted = false;
  const ask = client.query.bind(client) as (...args: readonly unknown[]) => Promise<unknown>;
  const query = async (...args: readonly unknown[]): Promise<unknown> => {
    try {
      return await ask(...args);
    } catch (error) {
      isDemoted ||= readsOnly(error);
      throw error;
    }
  };
  return {
    query: query as PostgresPoolClient['query'],
    release: (destroy = false) => client.release(destroy || isDemoted),
  };
};

/**
 * The pool as Kysely borrows from it. Kysely gives a connection back whatever became of its statements;
 * without this one that leads to a primary that was demoted would be lent again and again.
 */
export const lendToKysely = (pool: pg.Pool): PostgresPool => ({
  options: pool.options,
  connect: async () => watched(await pool.connect()),
  end: () => pool.end(),
});
