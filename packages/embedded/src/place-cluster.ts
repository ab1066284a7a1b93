import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { runToEnd } from './run-to-end.ts';
import type { SystemUser } from './system-user.ts';

const exists = (file: string): boolean => lstatSync(file, { throwIfNoEntry: false }) !== undefined;

const canEnter = async (dir: string, user: SystemUser): Promise<boolean> =>
  (await runToEnd({ command: '/bin/sh', args: ['-c', 'cd "$1"', 'sh', dir], user })).ok;

/** Lets `user` pass through a folder of ours that is closed to others: its group may, no one else. */
const grantPassage = (dir: string, user: SystemUser): void => {
  const { mode, uid, gid } = statSync(dir);
  const ours = uid === 0 && (gid === 0 || gid === user.gid);
  if (!ours || (mode & 0o001) !== 0) return;
  chownSync(dir, 0, user.gid);
  chmodSync(dir, (mode & 0o7777) | 0o010);
};

/** A name that the same project gets again, and that a person can recognise. */
const relocatedName = (dataDir: string): string => {
  const hash = createHash('sha256').update(dataDir).digest('hex').slice(0, 10);
  const project = path.basename(path.resolve(dataDir, '..', '..')).replace(/[^\w.-]/g, '_');
  return `${project}-${hash}`;
};

/** Puts the data below `systemDir` and leaves a link at `dataDir`, by which every start finds it. */
const relocate = (dataDir: string, systemDir: string): string => {
  const target = path.join(systemDir, relocatedName(dataDir));
  mkdirSync(systemDir, { recursive: true });
  chmodSync(systemDir, 0o755);
  if (exists(target)) {
    // No link points here any more: its project was deleted. Kept once, in case that was a mistake.
    rmSync(`${target}.previous`, { recursive: true, force: true });
    renameSync(target, `${target}.previous`);
  }
  symlinkSync(target, dataDir);
  return target;
};

/**
 * Where the data of `dataDir` really lies, when PostgreSQL runs as `user` because we are root:
 * `dataDir` itself if that account can get there, else a folder below `systemDir` that `dataDir`
 * is then a symbolic link to. The folder that `dataDir` lies in counts as ours, those above do not.
 * @throws Error when existing data can no longer be reached.
 */
export const placeCluster = async (
  dataDir: string,
  user: SystemUser,
  systemDir: string,
): Promise<string> => {
  const parent = path.dirname(dataDir);
  grantPassage(parent, user);
  if (!exists(dataDir))
    return (await canEnter(parent, user)) ? dataDir : relocate(dataDir, systemDir);
  const isLink = lstatSync(dataDir).isSymbolicLink();
  if (isLink && statSync(dataDir, { throwIfNoEntry: false }) === undefined) {
    rmSync(dataDir); // its target was deleted: that is a fresh start
    return relocate(dataDir, systemDir);
  }
  const place = realpathSync(dataDir);
  if (await canEnter(path.dirname(place), user)) return place;
  throw new Error(
    `The account ${user.name}, under which PostgreSQL runs when started as root, cannot reach ${place}: ` +
      'some folder above it is closed to others. Open it (chmod o+x), move the data, or start as a normal user.',
  );
};
