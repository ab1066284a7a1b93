import { readFileSync, realpathSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { stopProcess, type StopStep } from './stop-process.ts';
import { workingFolder } from './working-folder.ts';

interface Orphan {
  /** The server's own pid file; its first line is the pid. */
  readonly pidFile: string;
  /** The data folder, which is also the server's working folder. */
  readonly dir: string;
  readonly steps: readonly StopStep[];
}

const POLL_MS = 20;

const readPid = (pidFile: string): number | null => {
  try {
    const pid = Number.parseInt(readFileSync(pidFile, 'utf8'), 10);
    return pid > 1 ? pid : null;
  } catch {
    return null;
  }
};

/**
 * Stops the server that an earlier start left behind when it was killed: alive, with nobody to
 * look after it. Returns its pid, or null when none was left.
 * A pid that now belongs to another program is left alone.
 */
export const stopOrphan = async ({ pidFile, dir, steps }: Orphan): Promise<number | null> => {
  const pid = readPid(pidFile);
  if (pid === null) return null;
  const folder = realpathSync(dir);
  const alive = async () => (await workingFolder(pid)) === folder;
  if (!(await alive())) return null;
  // It is not our child, so there is no event. A pid alone would not do: where nobody reaps
  // orphans (a container without an init), the dead keep theirs.
  const gone = async () => {
    while (await alive()) await delay(POLL_MS);
  };
  await stopProcess(pid, steps, gone());
  return pid;
};
