// `npm run migrate -- up|down|status`, against DATABASE_URL or the embedded PostgreSQL of CARILLON_HOME.
import { migrateDown, migrateUp, migrationStatus } from '@carillon/repositories';
import { readConfig } from '@carillon/runtime';
import { standaloneConfig } from './config.ts';
import { withDatabase } from './home/with-database.ts';

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

const [name = 'status'] = process.argv.slice(2);
const command = commands[name];
if (command === undefined) {
  process.stderr.write('usage: npm run migrate -- up | down | status\n');
  process.exitCode = 2;
} else {
  await withDatabase(config, command).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
