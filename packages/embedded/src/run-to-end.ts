import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import type { SystemUser } from './system-user.ts';

/** How a short-lived program ended; `output` is stdout and stderr together. */
export interface Ended {
  readonly ok: boolean;
  readonly output: string;
}

interface Run {
  readonly command: string;
  readonly args: readonly string[];
  readonly user?: SystemUser | null;
  readonly stdin?: string;
}

/**
 * Runs a program to its end. Its working folder is `/`: ours may be closed to `user`.
 * A program that cannot be started is a failure with the reason as its output, never a throw.
 */
export const runToEnd = async ({ command, args, user, stdin = '' }: Run): Promise<Ended> => {
  const child = spawn(command, args, {
    cwd: '/',
    stdio: 'pipe',
    ...(user ? { uid: user.uid, gid: user.gid } : {}),
  });
  const ended = new Promise<{ code: number | null; problem: string }>((resolve) => {
    child.once('error', (error) => resolve({ code: null, problem: error.message }));
    child.once('close', (code, signal) => resolve({ code, problem: signal ?? '' }));
  });
  child.stdin.on('error', () => {}); // it ended without reading: the exit code says why
  child.stdin.end(stdin);
  const [{ code, problem }, out, err] = await Promise.all([
    ended,
    text(child.stdout).catch(() => ''),
    text(child.stderr).catch(() => ''),
  ]);
  return { ok: code === 0, output: `${out}${err}${problem}`.trim() };
};
