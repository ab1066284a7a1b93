import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, fstatSync, ftruncateSync, openSync } from 'node:fs';
import type { SystemUser } from './system-user.ts';

const LOG_LIMIT_BYTES = 16 * 1024 * 1024;

interface ServerCommand {
  readonly command: string;
  readonly args: readonly string[];
  /** Gets stdout and stderr, appended; emptied at a start that finds more than 16 MiB. */
  readonly logFile: string;
  /** Sent to it should this process end without stopping it. Only SIGKILL leaves an orphan. */
  readonly stopSignal: NodeJS.Signals;
  readonly user?: SystemUser | null;
  /** Written to its stdin, which is then closed: a configuration that must not be in `ps`. */
  readonly stdin?: string;
  /** Opens an IPC channel, which the server can watch to notice that we are gone. */
  readonly ipc?: boolean;
}

/** A process that runs, and how it ends. */
export interface ServerProcess {
  readonly child: ChildProcess;
  readonly pid: number;
  readonly exited: Promise<string>;
}

const openLog = (file: string): number => {
  const fd = openSync(file, 'a', 0o600);
  if (fstatSync(fd).size > LOG_LIMIT_BYTES) ftruncateSync(fd);
  return fd;
};

/**
 * Starts a server in a process group of its own, so that Ctrl-C in a terminal reaches only us and
 * the order in which things stop stays ours. Its working folder is `/`.
 * @throws Error when the program cannot be started at all.
 */
export const spawnServer = async (server: ServerCommand): Promise<ServerProcess> => {
  const log = openLog(server.logFile);
  const child = spawn(server.command, server.args, {
    cwd: '/',
    detached: true,
    stdio: [
      server.stdin === undefined ? 'ignore' : 'pipe',
      log,
      log,
      ...(server.ipc ? (['ipc'] as const) : []),
    ],
    ...(server.user ? { uid: server.user.uid, gid: server.user.gid } : {}),
  });
  const leave = (): void => void child.kill(server.stopSignal);
  process.on('exit', leave);
  const exited = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => {
      process.off('exit', leave);
      resolve(signal ? `signal ${signal}` : `exit code ${String(code)}`);
    });
  });
  try {
    await new Promise((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', reject);
    });
  } finally {
    closeSync(log);
  }
  child.stdin?.on('error', () => {}); // it ended early: `exited` says so
  child.stdin?.end(server.stdin);
  return { child, pid: child.pid as number, exited };
};
