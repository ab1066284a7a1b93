import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { startPostgres, startRedis } from '@carillon/embedded';
import { workingFolder } from '../src/working-folder.ts';
import { scratchFolder } from './scratch-folder.ts';

const scratch = scratchFolder();
const searchPath = process.env['PATH'] ?? '';

/** They are not our children, so there is nothing to wait on but their end itself. */
const folderWhenGone = async (pid: number): Promise<string | null> => {
  for (;;) {
    const folder = await workingFolder(pid);
    if (folder === null) return folder;
    await new Promise(setImmediate);
  }
};

const startBoth = async (dir: string) => {
  const parent = fork(path.join(import.meta.dirname, 'start-both.ts'), [dir, searchPath]);
  const [pids] = (await once(parent, 'message')) as [{ postgres: number; redis: number }];
  return { parent, pids };
};

test('a parent that ends without a stop takes its servers with it', async () => {
  const { parent, pids } = await startBoth(path.join(scratch, 'left'));
  parent.send('end');
  await once(parent, 'exit');
  expect(await folderWhenGone(pids.postgres)).toBeNull();
  expect(await folderWhenGone(pids.redis)).toBeNull();
});

test('what a killed start left running is replaced by the next', async () => {
  const { parent, pids: orphans } = await startBoth(scratch);
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
