import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const STARTED_FIELD = 19; // the 22nd of proc(5), counted after the name in brackets

const onLinux = (pid: number): string | null => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z') return null; // dead, but nobody has asked how: common in a container
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return `${boot} ${fields[STARTED_FIELD]}`;
};

const elsewhere = (pid: number): string =>
  execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();

/**
 * What tells this process from all others that ever had or will have its pid: when it was started,
 * and since which boot. Null when no such process lives.
 */
export const processIdentity = (pid: number): string | null => {
  try {
    return process.platform === 'linux' ? onLinux(pid) : elsewhere(pid);
  } catch {
    return null;
  }
};
