import { fork } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import path from 'node:path';
import { eventually, type TestServices } from '@carillon/testing';

/** True when nobody listens at that address any more. */
const isClosed = (url: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port: Number(new URL(url).port) });
    socket.once('connect', () => resolve(socket.destroy() && false));
    socket.once('error', () => resolve(true));
  });

test('servers of a run that was killed end by themselves', async () => {
  const run = fork(path.join(import.meta.dirname, 'run-that-is-killed.ts'));
  const [services] = (await once(run, 'message')) as [Required<TestServices>];
  run.kill('SIGKILL');
  await once(run, 'exit');
  expect(await eventually(() => isClosed(services.databaseUrl))).toBe(true);
  await eventually(() => isClosed(services.redisUrl));
});
