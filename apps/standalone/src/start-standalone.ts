import { freePort } from '@carillon/embedded';
import { migrateUp } from '@carillon/repositories';
import { keepApi } from './children/keep-api.ts';
import { keepSandbox } from './children/keep-sandbox.ts';
import { keepWorkers } from './children/keep-workers.ts';
import type { StandaloneConfig } from './config.ts';
import { keepSecrets } from './home/keep-secrets.ts';
import { lockHome } from './home/lock-home.ts';
import { openHome } from './home/open-home.ts';
import { pidBook } from './home/pid-book.ts';
import { removeStandaloneFile, type StandaloneFile } from './home/standalone-file.ts';
import { seedKeys } from './home/seed-keys.ts';
import { keepPostgres } from './services/keep-postgres.ts';
import { keepRedis } from './services/keep-redis.ts';
import type { Supervised } from './supervision/supervise.ts';
import type { Progress } from './terminal/progress.ts';

export interface StandaloneDeps {
  readonly config: StandaloneConfig;
  /** The environment that children inherit. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly progress: Progress;
  /** A line for a person: something ended and starts again, Redis is the slow one. */
  readonly say: (line: string) => void;
}

/** All of Carillon, running. */
export interface Standalone {
  readonly home: string;
  readonly file: StandaloneFile;
  /** Drains and stops everything: api, workers, sandbox, then the servers. */
  stop(): Promise<void>;
  /** Drains our own processes and starts them anew, for a change of the code. */
  restart(): Promise<void>;
}

const BULL_BOARD_USER = 'operator';
const WASM_WARNING =
  'Redis is the embedded WebAssembly one: slower, and it keeps nothing over a restart (jobs are ' +
  'rebuilt from PostgreSQL). For the fast one install redis-server, or set REDIS_URL.';

/** Starts everything in order; what was started is stopped again when a later step fails. */
export const startStandalone = async (deps: StandaloneDeps): Promise<Standalone> => {
  const { config, env, progress, say } = deps;
  const home = openHome(config.CARILLON_HOME);
  const unlock = lockHome(home);
  removeStandaloneFile(home);
  const services: Supervised[] = [];
  const children: Supervised[] = [];
  const stop = async (): Promise<void> => {
    removeStandaloneFile(home);
    for (const child of children) await child.stop();
    for (const service of services.toReversed()) await service.stop();
    unlock();
  };
  const pids = pidBook(home);
  const onDown = (name: string) => (how: string, restartInMs: number) =>
    say(`${name} ended (${how}); it starts again in ${restartInMs / 1_000} s`);

  try {
    const secrets = keepSecrets(home);
    let databaseUrl = config.DATABASE_URL ?? '';
    if (config.DATABASE_URL === undefined) {
      const kept = keepPostgres({ home, onUp: pids.set('postgres'), onDown: onDown('PostgreSQL') });
      const { first, supervised } = await progress('PostgreSQL', kept, (k) => k.first.dataDir);
      services.push(supervised);
      databaseUrl = first.url;
    }
    let redisUrl = config.REDIS_URL ?? '';
    if (config.REDIS_URL === undefined) {
      const searchPath = env['PATH'] ?? '';
      const kept = keepRedis({
        home,
        searchPath,
        onUp: pids.set('redis'),
        onDown: onDown('Redis'),
      });
      const { first, supervised } = await progress('Redis', kept, (k) => k.first.program);
      services.push(supervised);
      redisUrl = first.url;
      if (first.kind === 'wasm') say(WASM_WARNING);
    }
    await progress('migrations', migrateUp(databaseUrl), (ran) => ran.join(', ') || 'up to date');
    await seedKeys(databaseUrl, secrets);

    const apiPort = await freePort(config.API_PORT, 'the api (API_PORT)');
    const apiUrl = `http://127.0.0.1:${apiPort}`;
    const common = { env, databaseUrl, redisUrl, apiPort, apiUrl, home, pids, onDown };
    const sandbox = await progress('sandbox', keepSandbox({ ...common, config }), (s) => s.url);
    children.unshift(sandbox.supervised);
    const behind = { ...common, sandbox, config };
    children.unshift(...(await progress('workers', keepWorkers(behind), (w) => `${w.length}`)));
    const bullBoard = { user: BULL_BOARD_USER, password: secrets.bullBoardPassword };
    children.unshift(await progress('api', keepApi({ ...behind, bullBoard }), () => apiUrl));

    const file = pids.publish({
      apiUrl,
      consoleUrl: `${apiUrl}/console`,
      bullBoardUrl: `${apiUrl}/admin/queues`,
      bullBoardUser: bullBoard.user,
      bullBoardPassword: bullBoard.password,
      sandboxUrl: sandbox.url,
      smtpUrl: sandbox.smtpUrl,
      apiKey: secrets.apiKey,
      adminKey: secrets.adminKey,
      databaseUrl,
      redisUrl,
    });
    const restart = async (): Promise<void> => {
      await Promise.all(children.map((child) => child.restart()));
    };
    return { home, file, stop, restart };
  } catch (error) {
    await stop();
    throw error;
  }
};
