// `npm run rotate-credentials`: seals the secrets of provider accounts and event endpoints with the first of CREDENTIALS_KEYS.
import { readConfig } from '@carillon/runtime';
import { standaloneConfig } from './config.ts';
import { keepSecrets } from './home/keep-secrets.ts';
import { openHome } from './home/open-home.ts';
import { resealAll } from './home/reseal-all.ts';
import { withDatabase } from './home/with-database.ts';

const config = readConfig(standaloneConfig, process.env);
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const keys =
  process.env['CREDENTIALS_KEYS'] || keepSecrets(openHome(config.CARILLON_HOME)).credentialsKeys;

await withDatabase(config, async (databaseUrl) => {
  const { resealed, left } = await resealAll({ databaseUrl, credentialsKeys: keys, say });
  say(`${resealed} accounts and event endpoints sealed anew`);
  if (left.length === 0) return;
  say(`not opened by any of the keys, and left as they are: ${left.join(', ')}`);
  process.exitCode = 1;
}).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
