import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { processIdentity } from './process-identity.ts';

interface Holder {
  readonly pid: number;
  readonly identity: string;
}

const readHolder = (file: string): Holder | null => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return null; // missing, or cut short by a power failure
  }
};

const isAlive = ({ pid, identity }: Holder): boolean => processIdentity(pid) === identity;

/** The file that says who uses a data folder. */
const lockFile = (home: string): string => path.join(home, 'standalone.lock');

/** The pid of the standalone that runs on this data folder, or null. */
export const holderOf = (home: string): number | null => {
  const holder = readHolder(lockFile(home));
  return holder && isAlive(holder) ? holder.pid : null;
};

const refuse = (home: string, pid: number): never => {
  throw new Error(
    `Carillon already runs on ${home} (pid ${pid}). Stop it first (kill ${pid}), or give this one ` +
      'a folder and ports of its own: CARILLON_HOME=.carillon-2 API_PORT=0 SANDBOX_PORT=0 SMTP_PORT=0',
  );
};

/** Removes the lock of a dead holder. Moved first: of two that take over at once, one wins. */
const removeStale = (home: string): void => {
  const file = lockFile(home);
  const moved = `${file}.${process.pid}`;
  renameSync(file, moved);
  const holder = readHolder(moved);
  if (holder && isAlive(holder)) {
    renameSync(moved, file); // the other one won between our look and our move
    refuse(home, holder.pid);
  }
  rmSync(moved);
};

/**
 * Claims a data folder for this process and returns how to give it back. What a process that was
 * killed left behind is taken over; a pid that was given to another program since is no holder.
 * @throws Error when another one uses it.
 */
export const lockHome = (home: string): (() => void) => {
  const file = lockFile(home);
  const holder = holderOf(home);
  if (holder !== null) refuse(home, holder);
  if (existsSync(file)) removeStale(home);
  const own: Holder = { pid: process.pid, identity: processIdentity(process.pid) ?? '' };
  writeFileSync(file, JSON.stringify(own), { flag: 'wx' });
  return () => rmSync(file, { force: true });
};
