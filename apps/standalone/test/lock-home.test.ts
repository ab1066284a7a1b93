import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { holderOf, lockHome } from '../src/home/lock-home.ts';
import { processIdentity } from '../src/home/process-identity.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'carillon-lock-'));
});
afterEach(() => rmSync(home, { recursive: true }));

const leaveLock = (pid: number, identity: string): void =>
  writeFileSync(path.join(home, 'standalone.lock'), JSON.stringify({ pid, identity }));

test('a folder in use is refused, with the pid that uses it', () => {
  const unlock = lockHome(home);
  expect(() => lockHome(home)).toThrow(`already runs on ${home} (pid ${process.pid})`);
  unlock();
});

test('a folder that was given back is free', () => {
  lockHome(home)();
  expect(existsSync(path.join(home, 'standalone.lock'))).toBe(false);
  lockHome(home)();
});

test('the lock of a process that was killed is taken over', async () => {
  const child = spawn('/bin/sleep', ['60']);
  await once(child, 'spawn');
  leaveLock(child.pid as number, processIdentity(child.pid as number) as string);
  expect(holderOf(home)).toBe(child.pid);
  child.kill('SIGKILL');
  await once(child, 'exit');
  lockHome(home)();
});

test('a pid that belongs to another program since is no holder', () => {
  leaveLock(process.pid, 'an earlier boot');
  expect(holderOf(home)).toBeNull();
  lockHome(home)();
});

test('a lock cut short by a power failure is taken over', () => {
  writeFileSync(path.join(home, 'standalone.lock'), '{"pid": 12');
  lockHome(home)();
  expect(holderOf(home)).toBeNull();
});
