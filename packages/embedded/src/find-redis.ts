import { existsSync } from 'node:fs';
import path from 'node:path';
import { runToEnd } from './run-to-end.ts';

const PROGRAMS = ['redis-server', 'valkey-server'];

/** BullMQ's own lower bound for full function is 6.2. */
const isRecent = (version: string): boolean => {
  const [, major = '0', minor = '0'] = /v=(\d+)\.(\d+)/.exec(version) ?? [];
  return Number(major) > 6 || (Number(major) === 6 && Number(minor) >= 2);
};

/**
 * The first redis-server or valkey-server, 6.2 or later, in the folders of `searchPath` (the form
 * of PATH), or null. One that is older or does not run is passed over.
 */
export const findRedis = async (searchPath: string): Promise<string | null> => {
  const folders = searchPath.split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  const candidates = PROGRAMS.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  for (const command of candidates.filter((file) => existsSync(file))) {
    const { ok, output } = await runToEnd({ command, args: ['--version'] });
    if (ok && isRecent(output)) return command;
  }
  return null;
};
