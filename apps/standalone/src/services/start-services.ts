import { assertNoEviction } from '@carillon/queue';
import type { StandaloneConfig } from '../config.ts';
import type { PidBook } from '../home/pid-book.ts';
import type { Stages } from '../supervision/stages.ts';
import type { Progress } from '../terminal/progress.ts';
import { keepPostgres } from './keep-postgres.ts';
import { keepRedis } from './keep-redis.ts';

/** What the servers are started with and reported to. */
export interface ServicesContext {
  readonly config: StandaloneConfig;
  readonly home: string;
  /** Where to look for redis-server, in the form of PATH. */
  readonly searchPath: string;
  readonly pids: PidBook;
  readonly stages: Stages;
  readonly progress: Progress;
  readonly say: (line: string) => void;
  readonly onDown: (name: string) => (how: string, restartInMs: number) => void;
}

const SLOW_REDIS =
  'Redis is the built-in one (WebAssembly): slower, and empty after a restart (Carillon rebuilds it ' +
  'from PostgreSQL). For the fast one install redis-server (apt install redis-server, ' +
  'brew install redis) and start again, or set REDIS_URL.';

const openPostgres = async (context: ServicesContext): Promise<string> => {
  const { config, home, pids, stages, progress, onDown } = context;
  if (config.DATABASE_URL !== undefined) {
    await progress('PostgreSQL', Promise.resolve(), () => 'yours, by DATABASE_URL');
    return config.DATABASE_URL;
  }
  const kept = keepPostgres({ home, onUp: pids.set('postgres'), onDown: onDown('PostgreSQL') });
  const { first, supervised } = await progress('PostgreSQL', kept, (k) => k.first.dataDir);
  stages.add(supervised);
  return first.url;
};

/** Somebody's Redis is asked before anything is started that needs it. */
const checkRedis = async (redisUrl: string): Promise<void> => {
  try {
    await assertNoEviction(redisUrl);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(
      `The Redis of REDIS_URL cannot be used: ${why}. Is it running, and are the address and the ` +
        'password right?',
      { cause: error },
    );
  }
};

const openRedis = async (context: ServicesContext): Promise<string> => {
  const { config, home, searchPath, pids, stages, progress, say, onDown } = context;
  if (config.REDIS_URL !== undefined) {
    await progress('Redis', checkRedis(config.REDIS_URL), () => 'yours, by REDIS_URL');
    return config.REDIS_URL;
  }
  const kept = keepRedis({ home, searchPath, onUp: pids.set('redis'), onDown: onDown('Redis') });
  const { first, supervised } = await progress('Redis', kept, (k) => k.first.program);
  stages.add(supervised);
  if (first.kind === 'wasm') say(SLOW_REDIS);
  return first.url;
};

/** PostgreSQL and Redis: those that the configuration names, else embedded ones. */
export const startServices = async (
  context: ServicesContext,
): Promise<{ databaseUrl: string; redisUrl: string }> => ({
  databaseUrl: await openPostgres(context),
  redisUrl: await openRedis(context),
});
