// `npm run migrate -- up|down|status`, against DATABASE_URL or the embedded PostgreSQL of CARILLON_HOME.
import path from 'node:path';
import { startPostgres } from '@carillon/embedded';
import { migrateDown, migrateUp, migrationStatus } from '@carillon/repositories';
import { readConfig } from '@carillon/runtime';
import { standaloneConfig } from './config.ts';
import { holderOf, lockHome } from './home/lock-home.ts';
import { openHome } from './home/open-home.ts';
import { readStandaloneFile } from './home/standalone-file.ts';

const config = readConfig(standaloneConfig, process.env);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const commands: Readonly<Record<string, (url: string) => Promise<void>>> = {
  up: async (url) => say((await migrateUp(url)).map((n) => `up ${n}`).join('\n') || 'up to date'),
  down: async (url) =>
    say((await migrateDown(url)).map((n) => `down ${n}`).join('\n') || 'nothing to undo'),
  status: async (url) => {
    for (const { name, ranAt } of await migrationStatus(url)) {
      say(`${name}  ${ranAt?.toISOString() ?? 'pending'}`);
    }
  },
};

/** The database of a standalone that runs, or the folder's own PostgreSQL for as long as this takes. */
const withDatabase = async (use: (url: string) => Promise<void>): Promise<void> => {
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

const [name = 'status'] = process.argv.slice(2);
const command = commands[name];
if (command === undefined) {
  process.stderr.write('usage: npm run migrate -- up | down | status\n');
  process.exitCode = 2;
} else {
  await withDatabase(command).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
