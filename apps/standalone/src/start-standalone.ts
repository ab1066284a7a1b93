import { startChildren } from './children/start-children.ts';
import { choosePorts } from './choose-ports.ts';
import type { StandaloneConfig } from './config.ts';
import { keepSecrets } from './home/keep-secrets.ts';
import { lockHome } from './home/lock-home.ts';
import { openHome } from './home/open-home.ts';
import { pidBook } from './home/pid-book.ts';
import { prepareDatabase } from './home/prepare-database.ts';
import { givenProviders } from './home/given-providers.ts';
import { seedAccounts } from './home/seed-accounts.ts';
import { removeStandaloneFile, type StandaloneFile } from './home/standalone-file.ts';
import { startServices } from './services/start-services.ts';
import { createStages } from './supervision/stages.ts';
import { describeMigrations } from './terminal/describe-migrations.ts';
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

/** Starts everything in order; what was started is stopped again when a later step fails. */
export const startStandalone = async (deps: StandaloneDeps): Promise<Standalone> => {
  const { config, env, progress, say } = deps;
  const home = openHome(config.CARILLON_HOME);
  const unlock = lockHome(home);
  removeStandaloneFile(home);
  const stages = createStages();
  const stop = async (): Promise<void> => {
    removeStandaloneFile(home);
    await stages.stop();
    unlock();
  };
  const pids = pidBook(home, say);
  const onDown = (name: string) => (how: string, restartInMs: number) =>
    say(`${name} ended (${how}); it starts again in ${restartInMs / 1_000} s`);

  try {
    const ports = await choosePorts(config);
    const secrets = keepSecrets(home);
    const common = { config, env, home, pids, stages, progress, say, onDown };
    const searchPath = env['PATH'] ?? '';
    const services = await startServices({ ...common, searchPath });
    const isGiven = config.DATABASE_URL !== undefined;
    const credentialsKeys = env['CREDENTIALS_KEYS'] || secrets.credentialsKeys;
    const prepared = prepareDatabase(services.databaseUrl, secrets, isGiven);
    await progress('migrations', prepared, describeMigrations);

    const apiUrl = `http://127.0.0.1:${ports.api}`;
    await seedAccounts({
      databaseUrl: services.databaseUrl,
      credentialsKeys,
      sandboxUrl: `http://127.0.0.1:${ports.sandbox}`,
      smtpPort: ports.smtp,
      given: givenProviders(env),
    });
    const bullBoard = { user: BULL_BOARD_USER, password: secrets.bullBoardPassword };
    const { sandbox, restart } = await startChildren({
      ...common,
      ...services,
      ports,
      apiUrl,
      credentialsKeys,
      bullBoard,
      workers: config.WORKERS,
    });
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
      ...services,
    });
    return { home, file, stop, restart };
  } catch (error) {
    await stop();
    throw error;
  }
};
