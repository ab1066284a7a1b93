import type pg from 'pg';
import type { Database } from '../database.ts';
import { withConnections } from '../sql/with-connections.ts';

/** The client for one borrowing: given back, it has forgotten who it worked for. */
const forActor = async (pool: pg.Pool, actor: string): Promise<pg.PoolClient> => {
  const client = await pool.connect();
  const giveBack = client.release.bind(client);
  client.release = (error) => {
    if (error !== undefined && error !== false) return giveBack(error);
    client.query('RESET carillon.actor').then(() => giveBack(), giveBack);
  };
  try {
    await client.query("SELECT set_config('carillon.actor', $1, false)", [actor]);
  } catch (error) {
    giveBack(true);
    throw error;
  }
  return client;
};

/**
 * The same database for somebody: what is changed through it is audited as his (`api_key:<id>`,
 * `operator:<name>`). Each borrowing of a connection costs two short statements more, so it is for
 * configuration, not for what a send goes through; `hot` is left as it is.
 */
export const asActor = (database: Database, actor: string): Database =>
  withConnections(database, () => forActor(database.pool, actor));
