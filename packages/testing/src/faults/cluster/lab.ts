import type pg from 'pg';
import type { Pace } from '../pace.ts';
import type { AppProcess } from './app-process.ts';
import type { LogLine } from './log-line.ts';
import type { SmallDisk } from './mount-small-disk.ts';
import type { PostgresServer } from './postgres-server.ts';
import type { RedisServer } from './redis-server.ts';

type Env = Readonly<Record<string, string>>;

/** The installation that one fault happens to: everything in it is a process of its own. */
export interface Lab {
  readonly pace: Pace;
  /** For what a fault puts there: logs, settings. */
  readonly folder: string;
  readonly databaseUrl: string;
  /** For looking at the record; nothing is ever written through it. */
  readonly record: pg.Pool;
  readonly postgres: PostgresServer;
  readonly redis: RedisServer;
  /** What PostgreSQL lies on, where the fault asks for a small one. */
  readonly disk: SmallDisk | null;
  readonly apiKey: string;
  /** An api; with `port` in place of an ended one. */
  startApi(options?: { name?: string; port?: number; env?: Env }): Promise<Api>;
  startWorker(name: string, env: Env): Promise<AppProcess>;
  startSandbox(): Promise<Sandbox>;
  /** Something that is to be ended with the lab, before PostgreSQL and Redis are. */
  atEnd(closing: () => Promise<unknown>): void;
  /** The ledger of a no-op account, one for each worker. */
  ledgerFile(name: string): string;
  /** Every accepted message of every ledger so far. */
  ledgerFiles(): readonly string[];
  /** The apps that ended though nobody had asked them to. */
  endedByThemselves(): readonly AppProcess[];
  /** What an app of this name has logged so far. */
  logOf(name: string): readonly LogLine[];
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
