import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { Pace } from '../pace.ts';
import { startApp, type AppProcess, type AppStart } from './app-process.ts';
import type { Lab } from './lab.ts';
import { readLog } from './log-line.ts';
import { mountSmallDisk } from './mount-small-disk.ts';
import { NotHere } from './not-here.ts';
import { startPostgresServer } from './postgres-server.ts';
import { prepareDatabase } from './prepare-database.ts';
import { startRedisServer } from './redis-server.ts';
import { setBehaviours } from './set-behaviours.ts';

export interface LabOptions {
  readonly pace: Pace;
  /** Whether Redis keeps an append-only file. */
  readonly persistent: boolean;
  readonly disk?: 'small' | undefined;
  /** What the key may; to send and to look where it is not said. */
  readonly scopes?: readonly string[];
}

/** A lab and what only its keeper does with it. */
export interface OpenLab extends Lab {
  /** Ends everything; with `keep` its logs and ledgers stay. */
  close(keep: boolean): Promise<void>;
}

type Closing = () => Promise<unknown>;

/** Faults come at the pace of the suite: no caller is told to slow down. */
const UNLIMITED = {
  RATE_LIMIT_REQUESTS: '100000:100000',
  RATE_LIMIT_TENANT_REQUESTS: '100000:100000',
};

/** Starts PostgreSQL (durable: 202 means on disk) and Redis in a folder of their own. */
export const openLab = async (options: LabOptions): Promise<OpenLab> => {
  const { pace, persistent, disk: wanted, scopes } = options;
  const folder = mkdtempSync(path.join(tmpdir(), 'carillon-faults-'));
  chmodSync(folder, 0o755); // as root, PostgreSQL runs under another account
  const ledgers = path.join(folder, 'ledgers');
  mkdirSync(ledgers);
  const closings: Closing[] = [];
  const apps: AppProcess[] = [];
  const close = async (keep: boolean): Promise<void> => {
    for (const app of apps) app.signal('SIGKILL');
    await Promise.all(apps.map((app) => app.exited));
    for (const closing of closings.toReversed()) await closing();
    if (!keep) rmSync(folder, { recursive: true, force: true });
  };

  try {
    const disk = wanted === undefined ? null : await mountSmallDisk(path.join(folder, 'disk'));
    if (disk !== null) closings.push(() => disk.unmount());
    const postgres = await startPostgresServer({
      dataDir: path.join(disk?.dir ?? folder, 'postgres'),
      logFile: path.join(folder, 'postgres.log'),
    });
    closings.push(() => postgres.stop());
    const redis = await startRedisServer(folder, persistent);
    closings.push(() => redis.stop());
    const apiKey = await prepareDatabase(postgres.url, scopes);
    const record = new pg.Pool({ connectionString: postgres.url, max: 4 });
    record.on('error', () => {}); // an idle connection breaks when PostgreSQL goes
    closings.push(() => record.end());

    const shared = { DATABASE_URL: postgres.url, REDIS_URL: redis.url };
    const start = async (app: Omit<AppStart, 'folder'>): Promise<AppProcess> => {
      const started = await startApp({ ...app, folder });
      apps.push(started);
      return started;
    };
    const sandboxHome = path.join(folder, 'home');
    let sandboxUrl: string | null = null;
    const allowed = (): string => sandboxUrl ?? '';

    return {
      pace,
      folder,
      databaseUrl: postgres.url,
      record,
      postgres,
      redis,
      disk,
      apiKey,
      startApi: async ({ name = 'api', port: asked = 0, env } = {}) => {
        const own = { API_PORT: String(asked), EGRESS_ALLOW: allowed(), ...UNLIMITED, ...env };
        const api = await start({ app: 'api', name, env: { ...shared, ...own } });
        const port = Number(api.ready['port']);
        return { ...api, port, url: `http://127.0.0.1:${port}` };
      },
      startWorker: (name, env) =>
        start({ app: 'worker', name, env: { ...shared, EGRESS_ALLOW: allowed(), ...env } }),
      startSandbox: async () => {
        const env = { SANDBOX_PORT: '0', SMTP_PORT: '0', CARILLON_HOME: sandboxHome };
        const sandbox = await start({ app: 'sandbox', name: 'sandbox', env });
        const smtpPort = Number(sandbox.ready['smtpPort']);
        const url = `http://127.0.0.1:${Number(sandbox.ready['sandboxPort'])}`;
        sandboxUrl = `${url},127.0.0.1:${smtpPort}`;
        return { ...sandbox, smtpPort, url, behave: (list) => setBehaviours(url, list) };
      },
      atEnd: (closing) => void closings.push(closing),
      ledgerFile: (name) => path.join(ledgers, `${name}.jsonl`),
      ledgerFiles: () => [
        path.join(sandboxHome, 'sandbox', 'ledger.jsonl'),
        ...readdirSync(ledgers).map((name) => path.join(ledgers, name)),
      ],
      endedByThemselves: () => apps.filter((app) => app.endedByItself()),
      logOf: (name) => readLog(path.join(folder, `${name}.log`)),
      countLogged: (message) =>
        readdirSync(folder)
          .filter((name) => name.endsWith('.log'))
          .map((name) => readFileSync(path.join(folder, name), 'utf8'))
          .reduce((sum, text) => sum + text.split(`"message":"${message}"`).length - 1, 0),
      close,
    };
  } catch (error) {
    await close(!(error instanceof NotHere));
    throw error;
  }
};
