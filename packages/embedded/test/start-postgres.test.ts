import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { type PostgresService, startPostgres } from '@carillon/embedded';
import { clusterUser } from '../src/cluster-user.ts';
import { scratchFolder } from './scratch-folder.ts';

const scratch = scratchFolder();

const start = (home: string, port = 0): Promise<PostgresService> =>
  startPostgres({
    dataDir: path.join(home, 'postgres'),
    port,
    durable: false,
    logFile: path.join(scratch, 'postgres.log'),
    systemDir: path.join(scratch, 'system'),
  });
const startAndStop = async (home: string): Promise<PostgresService> => {
  const postgres = await start(home);
  await postgres.stop();
  return postgres;
};

test('a second start keeps the data folder and its password', async () => {
  const home = path.join(scratch, 'kept');
  const first = await startAndStop(home);
  const second = await startAndStop(home);
  expect(new URL(second.url).password).toBe(new URL(first.url).password);
  expect(second.dataDir).toBe(first.dataDir);
});

test('a stop ends the server cleanly', async () => {
  const { exited } = await startAndStop(path.join(scratch, 'clean'));
  expect(await exited).toBe('exit code 0');
});

test('it starts below a folder that is closed to others, and finds its data there again', async () => {
  const closed = path.join(scratch, 'closed');
  mkdirSync(closed, { mode: 0o700 });
  const home = path.join(closed, 'project', '.carillon');
  const first = await startAndStop(home);
  const second = await startAndStop(home);
  expect(second.dataDir).toBe(first.dataDir);
  expect(existsSync(path.join(home, 'postgres', 'PG_VERSION'))).toBe(true);
});

test('data of a deleted folder is not taken for that of a new one', async () => {
  const closed = path.join(scratch, 'deleted');
  mkdirSync(closed, { mode: 0o700 });
  const home = path.join(closed, 'project', '.carillon');
  const first = await startAndStop(home);
  rmSync(home, { recursive: true });
  const second = await startAndStop(home);
  expect(new URL(second.url).password).not.toBe(new URL(first.url).password);
});

test('a folder half made by a start that was killed is made anew', async () => {
  const home = path.join(scratch, 'half');
  mkdirSync(path.join(home, 'postgres.unfinished', 'base'), { recursive: true });
  await startAndStop(home);
  expect(existsSync(path.join(home, 'postgres.unfinished'))).toBe(false);
});

test('a left-over postmaster.pid whose number a stranger has now is no obstacle', async () => {
  const home = path.join(scratch, 'stranger');
  const { dataDir } = await startAndStop(home);
  const user = clusterUser(dataDir);
  const account = user ? { uid: user.uid, gid: user.gid } : {};
  const stranger = spawn('/bin/sleep', ['60'], { cwd: '/', stdio: 'ignore', ...account });
  const stale = [stranger.pid, dataDir, 1, 5432, '', '127.0.0.1', '1 1', 'ready', ''].join('\n');
  writeFileSync(path.join(dataDir, 'postmaster.pid'), stale);
  const { replacedPid } = await startAndStop(home);
  expect(replacedPid).toBeNull();
  expect(stranger.kill()).toBe(true);
});

test('a port that is taken is named, with what to do', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await expect(start(path.join(scratch, 'taken'), port)).rejects.toThrow(
    new RegExp(`port ${port} of 127.0.0.1 cannot be used.*choose another port`),
  );
  server.close();
});

test('a server that does not start says why, in its own words', async () => {
  const home = path.join(scratch, 'broken');
  const { dataDir } = await startAndStop(home);
  writeFileSync(path.join(dataDir, 'pg_hba.conf'), 'nonsense\n');
  await expect(start(home)).rejects.toThrow(/did not start \(exit code 1\)[^]*pg_hba\.conf/);
});
