import type pg from 'pg';
import type { Pace } from '../pace.ts';
import type { AppProcess } from './app-process.ts';
import type { PostgresServer } from './postgres-server.ts';
import type { RedisServer } from './redis-server.ts';

type Env = Readonly<Record<string, string>>;

/** The installation that one fault happens to: everything in it is a process of its own. */
export interface Lab {
  readonly pace: Pace;
  readonly databaseUrl: string;
  /** For looking at the record; nothing is ever written through it. */
  readonly record: pg.Pool;
  readonly postgres: PostgresServer;
  readonly redis: RedisServer;
  readonly apiKey: string;
  /** An api; with `port` in place of an ended one. */
  startApi(options?: { name?: string; port?: number; env?: Env }): Promise<Api>;
  startWorker(name: string, env: Env): Promise<AppProcess>;
  startSandbox(): Promise<Sandbox>;
  /** The ledger of a no-op account, one for each worker. */
  ledgerFile(name: string): string;
  /** Every accepted message of every ledger so far. */
  ledgerFiles(): readonly string[];
  /** The apps that ended though nobody had asked them to. */
  endedByThemselves(): readonly AppProcess[];
  /** How many lines with this message the apps have logged. */
  countLogged(message: string): number;
}

export interface Api extends AppProcess {
  readonly url: string;
  readonly port: number;
}

export interface Sandbox extends AppProcess {
  readonly url: string;
  readonly smtpPort: number;
  /** Replaces the list of how its stand-ins answer (`PUT /api/behaviours`). */
  behave(behaviours: readonly Readonly<Record<string, string | number>>[]): Promise<void>;
}
