import { Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';
import type { Database } from '../database.ts';
import type { Schema } from '../schema/schema.ts';
import { lendToKysely } from './lend-to-kysely.ts';

/** The same database by connections that `connect` has prepared for who borrows them; `hot` is left. */
export const withConnections = (
  database: Database,
  connect: () => Promise<pg.PoolClient>,
): Database => {
  const query = async (...args: readonly unknown[]): Promise<unknown> => {
    const client = await connect();
    const ask = client.query.bind(client) as (...args: readonly unknown[]) => Promise<unknown>;
    try {
      const result = await ask(...args);
      client.release();
      return result;
    } catch (error) {
      client.release(error instanceof Error ? error : true);
      throw error;
    }
  };
  const pool = Object.assign(Object.create(database.pool) as pg.Pool, { connect, query });
  const kysely = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: lendToKysely(pool) }) });
  return { ...database, pool, kysely };
};
