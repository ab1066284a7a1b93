import { readlinkSync } from 'node:fs';
import { runToEnd } from './run-to-end.ts';

/**
 * The folder that a live process works in, or null when there is no such process (or it is none of
 * ours to see). It tells an orphan of ours from a stranger that was given the same number: both
 * PostgreSQL and Redis work in their data folder.
 */
export const workingFolder = async (pid: number): Promise<string | null> => {
  if (process.platform === 'linux') {
    try {
      return readlinkSync(`/proc/${pid}/cwd`);
    } catch {
      return null;
    }
  }
  const lsof = await runToEnd({
    command: 'lsof',
    args: ['-a', '-p', `${pid}`, '-d', 'cwd', '-Fn'],
  });
  return /^n(.+)$/m.exec(lsof.output)?.[1] ?? null;
};
