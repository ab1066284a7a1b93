import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const PID_LINE = 0;
const STATUS_LINE = 7;

/** PostgreSQL's own record of its running server. */
export const postmasterFile = (dataDir: string): string => path.join(dataDir, 'postmaster.pid');

const lines = (dataDir: string): string[] => {
  try {
    return readFileSync(postmasterFile(dataDir), 'utf8').split('\n');
  } catch {
    return [];
  }
};

/** Whether the server with this pid accepts connections, asked the way `pg_ctl -w` does. */
export const isAccepting = (dataDir: string, pid: number): boolean => {
  const found = lines(dataDir);
  return Number(found[PID_LINE]) === pid && found[STATUS_LINE]?.trim() === 'ready';
};

/**
 * Tells PostgreSQL that the pid in a left-over postmaster.pid is dead, although a stranger has that
 * number by now: it takes its parent's pid, ours, for stale. Deleting the file instead would switch
 * off its check that no old backend still uses the shared memory.
 */
export const disownPostmaster = (dataDir: string): void => {
  const [pid, ...rest] = lines(dataDir);
  if (pid !== undefined) writeFileSync(postmasterFile(dataDir), [process.pid, ...rest].join('\n'));
};
