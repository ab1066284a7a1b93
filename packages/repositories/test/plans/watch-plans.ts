import pg from 'pg';
import { type Database, openDatabase } from '../../src/index.ts';

interface Node {
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Loops'?: number;
  readonly 'Shared Hit Blocks'?: number;
  readonly 'Shared Read Blocks'?: number;
  readonly Plans?: readonly Node[];
}

/** A partition that a statement looked into. */
export interface Touched {
  readonly table: string;
  /** As partitions are named, e.g. `20260131`, or `default`. */
  readonly day: string;
  readonly index: string | null;
  readonly pages: number;
  readonly loops: number;
}

/** What the server did for the statements of one call. */
export interface Watched {
  readonly database: Database;
  /** Partitions that were looked into by everything that `run` asked for. */
  touchedBy(run: () => Promise<unknown>): Promise<Touched[]>;
  close(): Promise<void>;
}

const PARTITION = /^(notification|delivery|attempt|event|event_delivery)_(\d{8}|default)$/;

/** The server says what it has done with each statement, those of functions and of hot sessions too. */
const SETTINGS = {
  session_preload_libraries: 'auto_explain',
  'auto_explain.log_min_duration': '0',
  'auto_explain.log_analyze': 'on',
  'auto_explain.log_buffers': 'on',
  'auto_explain.log_timing': 'off',
  'auto_explain.log_format': 'json',
  'auto_explain.log_level': 'notice',
  'auto_explain.log_nested_statements': 'on',
  'auto_explain.log_parameter_max_length': '0',
};

const touchedIn = (node: Node): Touched[] => {
  const { 'Relation Name': relation = '', 'Index Name': index = null } = node;
  const [, table, day] = PARTITION.exec(relation) ?? [];
  const loops = node['Actual Loops'] ?? 0;
  const pages = (node['Shared Hit Blocks'] ?? 0) + (node['Shared Read Blocks'] ?? 0);
  const below = (node.Plans ?? []).flatMap(touchedIn);
  if (table === undefined || day === undefined || loops === 0) return below;
  return [{ table, day, index, pages, loops }, ...below];
};

/**
 * Opens a database whose server tells the plan of every statement, as it was run and in the sessions
 * that the product uses. It takes a superuser, as tests have.
 */
export const watchPlans = async (url: string): Promise<Watched> => {
  const admin = new pg.Client(url);
  await admin.connect();
  for (const [name, value] of Object.entries(SETTINGS)) {
    await admin.query(
      `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET ${name} = ''${value}''', current_database()); END $$`,
    );
  }
  await admin.end();
  const database = openDatabase({ url, applicationName: 'plans-test' });
  let touched: Touched[] = [];
  for (const pool of [database.pool, database.hot]) {
    pool.on('connect', (client) => {
      client.on('notice', ({ message = '' }) => {
        const [, plan] = /^duration: .* plan:\n(.*)$/s.exec(message) ?? [];
        if (plan !== undefined)
          touched.push(...touchedIn((JSON.parse(plan) as { Plan: Node }).Plan));
      });
    });
  }
  return {
    database,
    touchedBy: async (run) => {
      touched = [];
      await run();
      return touched;
    },
    close: () => database.close(),
  };
};
