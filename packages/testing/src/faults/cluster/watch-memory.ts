import { execFile } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { AppProcess } from './app-process.ts';

const LOOK_EVERY_MS = 250;
const KIB_PER_MIB = 1_024;

/** Resident memory by app, in MiB. */
export type Memory = ReadonlyMap<string, number>;

/** What apps that run occupy now. */
const residentMemory = async (apps: readonly AppProcess[]): Promise<Memory> => {
  const running = apps.filter((app) => app.endedAs() === null);
  const pids = running.map(({ pid }) => pid).join(',');
  // It says 1 where one of them is gone.
  const { stdout } = await promisify(execFile)('ps', ['-o', 'pid=,rss=', '-p', pids]).catch(
    (error: unknown) => error as { stdout: string },
  );
  const byPid = new Map(
    stdout
      .trim()
      .split('\n')
      .map((line) => line.trim().split(/\s+/).map(Number))
      .map(([pid, kib]) => [pid, (kib ?? 0) / KIB_PER_MIB]),
  );
  return new Map(running.map(({ name, pid }) => [name, byPid.get(pid) ?? 0]));
};

/** Looks at the apps' memory until it is stopped; resolves to the most that each has occupied. */
export const watchMemory = (apps: () => readonly AppProcess[]): { stop(): Promise<Memory> } => {
  const most = new Map<string, number>();
  let stopped = false;
  const watch = async (): Promise<void> => {
    while (!stopped) {
      for (const [name, mib] of await residentMemory(apps())) {
        most.set(name, Math.max(mib, most.get(name) ?? 0));
      }
      await delay(LOOK_EVERY_MS);
    }
  };
  const watching = watch();
  return {
    stop: async () => {
      stopped = true;
      await watching;
      return most;
    },
  };
};
