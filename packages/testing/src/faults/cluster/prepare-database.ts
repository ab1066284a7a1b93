import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const STANDALONE = path.resolve(import.meta.dirname, '../../../../..', 'apps', 'standalone');

/**
 * Runs where `@carillon/repositories` may be imported: that package is tested with this one, and may
 * not be depended on from here.
 */
const PREPARE = `
import { generateApiKey, migrateUp, seedApiKey } from '@carillon/repositories';
const [url, scopes] = process.argv.slice(1);
await migrateUp(url);
const key = generateApiKey();
await seedApiKey(url, { key, name: 'faults', scopes: scopes.split(' ') });
process.stdout.write(key);
`;

/** Migrates a database and resolves to an API key of its default tenant. */
export const prepareDatabase = async (
  databaseUrl: string,
  scopes: readonly string[] = ['notifications:read', 'notifications:write'],
): Promise<string> => {
  const args = ['--disable-warning=ExperimentalWarning', '--input-type=module'];
  const run = promisify(execFile);
  const { stdout } = await run(
    process.execPath,
    [...args, '-e', PREPARE, databaseUrl, scopes.join(' ')],
    {
      cwd: STANDALONE,
    },
  );
  return stdout;
};
