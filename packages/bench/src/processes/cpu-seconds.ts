import { readdirSync, readFileSync } from 'node:fs';

/** Linux's clock tick, 10 ms on every machine that Node.js runs on (`getconf CLK_TCK`). */
const TICKS_PER_SECOND = 100;
// Fields of /proc/<pid>/stat behind the command's closing bracket (proc(5)), counted from 0.
const PARENT = 1;
const UTIME = 11;
const CSTIME = 14;

interface Process {
  readonly parent: number;
  readonly program: string;
  /** Its own time, and that of children that have ended. */
  readonly seconds: number;
}

/** `apps/<name>/src/main.ts` and `src/programs/<name>.ts` by their names, others by their command. */
const programOf = (pid: string, command: string): string => {
  const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  return (
    /apps\/(\w+)\/src\/main\.ts|programs\/([\w-]+)\.ts/.exec(words)?.slice(1).join('') || command
  );
};

const readProcess = (pid: string): Process | null => {
  try {
    const [, command = '', rest = ''] =
      /^\d+ \((.*)\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    const fields = rest.split(' ').map(Number);
    const ticks = fields.slice(UTIME, CSTIME + 1).reduce((sum, n) => sum + n, 0);
    const program = programOf(pid, command);
    return { parent: fields[PARENT] ?? 0, program, seconds: ticks / TICKS_PER_SECOND };
  } catch {
    return null; // it has just ended
  }
};

/**
 * CPU seconds so far of everything that this process has started, by program: on a machine whose cores
 * all share, they say where the time goes. Empty where there is no /proc.
 */
export const cpuSeconds = (): ReadonlyMap<string, number> => {
  const sums = new Map<string, number>();
  let pids: string[];
  try {
    pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return sums;
  }
  const processes = new Map<number, Process>();
  for (const pid of pids) {
    const found = readProcess(pid);
    if (found !== null) processes.set(Number(pid), found);
  }
  const isOurs = (found: Process | undefined): boolean =>
    found !== undefined && (found.parent === process.pid || isOurs(processes.get(found.parent)));
  for (const found of processes.values()) {
    if (isOurs(found)) sums.set(found.program, (sums.get(found.program) ?? 0) + found.seconds);
  }
  return sums;
};
