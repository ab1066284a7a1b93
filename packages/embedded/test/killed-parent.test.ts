import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { startPostgres, startRedis } from '@carillon/embedded';
import { workingFolder } from '../src/working-folder.ts';
import { scratchFolder } from './scratch-folder.ts';

const scratch = scratchFolder();
const searchPath = process.env['PATH'] ?? '';

test('what a killed start left running is replaced by the next', async () => {
  const parent = fork(path.join(import.meta.dirname, 'start-both.ts'), [scratch, searchPath]);
  const [orphans] = (await once(parent, 'message')) as [{ postgres: number; redis: number }];
  parent.kill('SIGKILL');
  await once(parent, 'exit');

  const options = { port: 0, logFile: path.join(scratch, 'log') };
  const postgres = await startPostgres({
    ...options,
    dataDir: path.join(scratch, 'postgres'),
    durable: false,
  });
  const redis = await startRedis({
    ...options,
    dir: path.join(scratch, 'redis'),
    persistent: true,
    searchPath,
  });
  expect(postgres.replacedPid).toBe(orphans.postgres);
  expect(await workingFolder(orphans.postgres)).toBeNull();
  expect(await workingFolder(orphans.redis)).toBeNull();
  await Promise.all([postgres.stop(), redis.stop()]);
});
