import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { eventually } from '@carillon/testing';
import { processIdentity } from '../src/home/process-identity.ts';
import { startNodeChild } from '../src/supervision/start-node-child.ts';

type Kind = 'well-behaved' | 'stubborn' | 'broken' | 'silent';

const start = (KIND: Kind, signal = new AbortController().signal) =>
  startNodeChild(
    {
      script: path.join(import.meta.dirname, 'child-of-a-kind.ts'),
      env: { ...process.env, KIND },
      drainMs: KIND === 'stubborn' ? 100 : 10_000,
    },
    signal,
  );

test('a child is up when it says so, with what it says', async () => {
  const child = await start('well-behaved');
  expect(child.ready).toEqual({ type: 'ready', port: 4711 });
  await child.stop();
});

test('a child that is asked to end may drain', async () => {
  const child = await start('well-behaved');
  await child.stop();
  expect(await child.exited).toBe('exit code 0');
});

test('a child that does not drain in time is killed', async () => {
  const child = await start('stubborn');
  await child.stop();
  expect(await child.exited).toBe('signal SIGKILL');
});

test('a child that ends before it is ready has not started', async () => {
  await expect(start('broken')).rejects.toThrow('it ended before it was ready: exit code 3');
});

test('a child that is no longer wanted is not waited for', async () => {
  const unwanted = new AbortController();
  const starting = start('silent', unwanted.signal);
  unwanted.abort();
  await expect(starting).rejects.toThrow('not ready');
});

test('a child ends by itself when its parent is killed', async () => {
  const parent = fork(path.join(import.meta.dirname, 'parent-of-one.ts'));
  const [pid] = (await once(parent, 'message')) as [number];
  const before = processIdentity(pid);
  expect(before).not.toBeNull();
  parent.kill('SIGKILL');
  await eventually(() => expect(processIdentity(pid)).not.toBe(before));
});
