import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Schema } from './schema/schema.ts';

export interface DatabaseOptions {
  readonly url: string;
  /** Most connections this process opens. */
  readonly maxConnections?: number;
  readonly applicationName: string;
  /** A statement that takes longer is cancelled. */
  readonly statementTimeoutMs?: number;
  /** Told of idle connections that break, which would otherwise end the process. */
  readonly onError?: (error: Error) => void;
}

/** PostgreSQL as the repositories use it: the query builder, and the pool for hot statements. */
export interface Database {
  readonly kysely: Kysely<Schema>;
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

// Every session commits synchronously: 202 means that the disk has it. Statements over arrays of ids
// name the lowest and highest id, so a generic plan prunes partitions when it starts.
const SESSION = [
  '-c synchronous_commit=on',
  '-c lock_timeout=2000',
  '-c idle_in_transaction_session_timeout=10000',
  '-c jit=off',
  '-c TimeZone=UTC',
].join(' ');

/** Opens a pool; no connection is made before the first query. */
export const openDatabase = (options: DatabaseOptions): Database => {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.maxConnections ?? 10,
    application_name: options.applicationName,
    connectionTimeoutMillis: 2_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    options: `${SESSION} -c statement_timeout=${options.statementTimeoutMs ?? 10_000}`,
  });
  pool.on('error', options.onError ?? (() => {}));
  const kysely = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  const close = async (): Promise<void> => {
    // The query builder ends the pool only if it was ever used.
    await kysely.destroy();
    if (!pool.ended) await pool.end();
  };
  return { kysely, pool, close };
};
