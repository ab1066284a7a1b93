import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import path from 'node:path';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { runToEnd } from './run-to-end.ts';
import type { SystemUser } from './system-user.ts';

/** Makes a tree readable for everybody, as the shell's `chmod -R a+rX`. */
const openForAll = (file: string): void => {
  const stat = lstatSync(file);
  if (stat.isSymbolicLink()) return;
  const executable = stat.isDirectory() || (stat.mode & 0o100) !== 0;
  chmodSync(file, stat.mode | (executable ? 0o555 : 0o444));
  if (stat.isDirectory()) for (const name of readdirSync(file)) openForAll(path.join(file, name));
};

/** Whether `user` can run them there: the only test that knows modes, ACLs and mount options. */
const canRun = async (native: string, user: SystemUser) =>
  runToEnd({ command: path.join(native, 'bin', 'postgres'), args: ['--version'], user });

/**
 * The binaries at a place where `user` can run them: where they are, else a copy (61 MB) below
 * `systemDir`. Below a folder of mode 0700, such as /root, the account that PostgreSQL has to run
 * under when we are root cannot reach them.
 * @throws Error when not even the copy can be run.
 */
export const shareBinaries = async (
  { native, version }: PostgresBinaries,
  user: SystemUser,
  systemDir: string,
): Promise<string> => {
  if ((await canRun(native, user)).ok) return native;
  const copy = path.join(systemDir, `postgresql-${version}-${process.arch}`);
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`;
    mkdirSync(unfinished, { recursive: true });
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
    openForAll(systemDir);
    renameSync(unfinished, copy);
  }
  const trial = await canRun(copy, user);
  if (trial.ok) return copy;
  rmSync(copy, { recursive: true, force: true });
  throw new Error(
    `PostgreSQL refuses to run as root, and the account ${user.name} cannot run it, neither in ` +
      `${native} nor in ${copy}: ${trial.output}\nStart as a normal user, or set DATABASE_URL.`,
  );
};
