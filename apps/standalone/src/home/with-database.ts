import path from 'node:path';
import { startPostgres } from '@carillon/embedded';
import type { StandaloneConfig } from '../config.ts';
import { holderOf, lockHome } from './lock-home.ts';
import { openHome } from './open-home.ts';
import { readStandaloneFile } from './standalone-file.ts';

/** The database of a standalone that runs, or the folder's own PostgreSQL for as long as this takes. */
export const withDatabase = async (
  config: StandaloneConfig,
  use: (url: string) => Promise<void>,
): Promise<void> => {
  if (config.DATABASE_URL !== undefined) return use(config.DATABASE_URL);
  const home = openHome(config.CARILLON_HOME);
  if (holderOf(home) !== null) return use(readStandaloneFile(home).databaseUrl);
  const unlock = lockHome(home);
  const postgres = await startPostgres({
    dataDir: path.join(home, 'postgres'),
    port: 0,
    durable: true,
    logFile: path.join(home, 'postgres.log'),
  });
  try {
    await use(postgres.url);
  } finally {
    await postgres.stop();
    unlock();
  }
};
