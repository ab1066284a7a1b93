import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Schema } from './schema/schema.ts';
import { lendToKysely } from './sql/lend-to-kysely.ts';
import { verifyWritable } from './sql/writable-server.ts';

export interface DatabaseOptions {
  readonly url: string;
  /** Most connections this process opens. */
  readonly maxConnections?: number;
  readonly applicationName: string;
  /** Acts as this role, which the user of `url` may take; as himself where it is not given. */
  readonly role?: string;
  /** A statement that takes longer is cancelled; 0 for none. */
  readonly statementTimeoutMs?: number;
  /** Told of idle connections that break, which would otherwise end the process. */
  readonly onError?: (error: Error) => void;
}

/** PostgreSQL as the repositories use it. */
export interface Database {
  readonly kysely: Kysely<Schema>;
  readonly pool: pg.Pool;
  /**
   * For the three statements that every notification goes through (accept, claim, record). In these
   * sessions a statement is planned once, as planning over daily partitions takes longer than running;
   * and since a plan may be made while a partition is still empty, never with a scan of a whole table
   * or a nested loop. Nothing else belongs here.
   */
  readonly hot: pg.Pool;
  close(): Promise<void>;
}

// Every session commits synchronously: 202 means that the disk has it. Statements over arrays of ids
// name the lowest and highest id, so a generic plan prunes partitions when it starts.
// Our tables are in `public`, whatever the role is called: the schema `carillon` must not come first
// for a role of that name.
const SESSION = [
  '-c search_path=public',
  '-c synchronous_commit=on',
  '-c lock_timeout=2000',
  '-c idle_in_transaction_session_timeout=10000',
  '-c jit=off',
  '-c TimeZone=UTC',
].join(' ');

const PLANNED_ONCE = [
  '-c plan_cache_mode=force_generic_plan',
  '-c enable_seqscan=off',
  '-c enable_nestloop=off',
].join(' ');

/** An answer that is so much later than the server allows will not come. */
const LOST_AFTER_MS = 1_000;

/** Of the connections at most so many are for the hot statements. */
const MOST_HOT = 4;

/**
 * Opens the pools; no connection is made before the first query, and none is kept to a server that only
 * reads: what is asked there rejects as unavailable (`isUnavailable`), as when nobody answers.
 */
export const openDatabase = (options: DatabaseOptions): Database => {
  const { maxConnections = 10, statementTimeoutMs = 10_000 } = options;
  const asRole = options.role === undefined ? '' : ` -c role=${options.role}`;
  const open = (max: number, session: string): pg.Pool => {
    const pool = new pg.Pool({
      connectionString: options.url,
      max,
      application_name: options.applicationName,
      connectionTimeoutMillis: 2_000,
      idleTimeoutMillis: 30_000,
      keepAlive: true,
      verify: (client, done) => void verifyWritable(client, done),
      options: `${session}${asRole} -c statement_timeout=${statementTimeoutMs}`,
      // The server ends a slow statement; this ends one on a connection that leads nowhere any more.
      query_timeout: statementTimeoutMs === 0 ? 0 : statementTimeoutMs + LOST_AFTER_MS,
    });
    pool.on('error', options.onError ?? (() => {}));
    // The pool listens to idle connections only. One that breaks while it is lent, between two
    // statements or after a failed one, tells its borrower by the next; unheard it ends the process.
    pool.on('connect', (client) => client.on('error', () => {}));
    return pool;
  };
  const mostHot = Math.max(1, Math.min(MOST_HOT, Math.floor(maxConnections / 2)));
  const hot = open(mostHot, `${SESSION} ${PLANNED_ONCE}`);
  const pool = open(Math.max(1, maxConnections - mostHot), SESSION);
  const kysely = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: lendToKysely(pool) }) });
  const close = async (): Promise<void> => {
    // The query builder ends the pool only if it was ever used.
    await kysely.destroy();
    await Promise.all([pool, hot].filter((p) => !p.ended).map((p) => p.end()));
  };
  return { kysely, pool, hot, close };
};
