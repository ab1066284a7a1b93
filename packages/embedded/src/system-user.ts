import { readFileSync } from 'node:fs';

/** An account of the operating system that a server runs under. */
export interface SystemUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

const NOBODY: SystemUser = { name: 'nobody', uid: 65534, gid: 65534 };

const accounts = (passwd: string): SystemUser[] =>
  passwd.split('\n').flatMap((line) => {
    const [name = '', , uid, gid] = line.split(':');
    return uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
  });

/** The account for PostgreSQL among those of /etc/passwd: `postgres`, else `nobody`. */
export const chooseServiceUser = (passwd: string): SystemUser => {
  const known = accounts(passwd);
  const named = (name: string) => known.find((user) => user.name === name);
  return named('postgres') ?? named('nobody') ?? NOBODY;
};

/** True when this process has to hand PostgreSQL to another account: it refuses to run as root. */
export const isRoot = (): boolean => process.getuid?.() === 0;

/** The account for PostgreSQL when we are root. No account is created. */
export const serviceUser = (): SystemUser => chooseServiceUser(readPasswd());

const readPasswd = (): string => {
  try {
    return readFileSync('/etc/passwd', 'utf8');
  } catch {
    return '';
  }
};
