import { chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { keepPassword } from './keep-password.ts';
import { runToEnd, type Ended } from './run-to-end.ts';
import type { SystemUser } from './system-user.ts';

/** Role and database of an embedded cluster. */
export const DATABASE = 'carillon';

/** The file in the data folder that keeps the role's password. */
export const PASSWORD_FILE = 'carillon.password';

interface NewCluster {
  /** Folder with initdb and postgres. */
  readonly bin: string;
  readonly dataDir: string;
  readonly user: SystemUser | null;
  /** Off saves the syncing of files that nobody will miss. */
  readonly durable: boolean;
}

const ACCESS = 'host all all 127.0.0.1/32 scram-sha-256\n';

/** The same collation on every machine: by code point, with Unicode's upper and lower case. */
const LOCALE = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];

/** PostgreSQL's single-user mode ends with 0 whatever its statements did, so its words decide. */
const must = (what: string, { ok, output }: Ended): void => {
  if (ok && !/\b(ERROR|FATAL|PANIC): /.test(output)) return;
  throw new Error(
    `PostgreSQL's data folder could not be made: ${what} failed.\n${output}\n` +
      'Usual reasons: no space left, or a folder that PostgreSQL may not write to. ' +
      'Nothing was left behind; try again, or set DATABASE_URL.',
  );
};

/**
 * Makes a cluster with the database `carillon`, owned by the superuser `carillon`. It is made
 * beside `dataDir` and moved there when complete, so that a kill in between leaves nothing half
 * made. A random password costs no stretching: one iteration instead of 4,096 for each connection.
 */
export const initialiseCluster = async (cluster: NewCluster): Promise<void> => {
  const { bin, dataDir, user, durable } = cluster;
  if (existsSync(path.join(dataDir, 'PG_VERSION'))) return;
  const own = (file: string) => user && chownSync(file, user.uid, user.gid);
  const draft = `${dataDir}.unfinished`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  own(draft);
  try {
    const noSync = durable ? [] : ['--no-sync'];
    const args = ['-D', draft, '-U', DATABASE, '-E', 'UTF8', ...LOCALE, '--auth=trust', ...noSync];
    must('initdb', await runToEnd({ command: path.join(bin, 'initdb'), args, user }));

    const passwordFile = path.join(draft, PASSWORD_FILE);
    const password = keepPassword(passwordFile);
    own(passwordFile);
    const single = ['--single', '-D', draft, '-c', 'scram_iterations=1', 'postgres'];
    const stdin = `ALTER ROLE ${DATABASE} PASSWORD '${password}';\nCREATE DATABASE ${DATABASE};\n`;
    const command = path.join(bin, 'postgres');
    must('the creation of the database', await runToEnd({ command, args: single, user, stdin }));
    writeFileSync(path.join(draft, 'pg_hba.conf'), ACCESS);
    renameSync(draft, dataDir);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
};
