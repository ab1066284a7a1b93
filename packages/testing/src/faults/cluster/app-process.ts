import { fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import path from 'node:path';

const APPS = path.resolve(import.meta.dirname, '../../../../..', 'apps');
const START_MS = 30_000;

/** Where and as what an app is started. */
export interface AppStart {
  readonly app: 'api' | 'worker' | 'sandbox';
  /** Unique in the cluster; the log is named for it. */
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
  /** Its lines are added to `<folder>/<name>.log`. */
  readonly folder: string;
}

/** An app that runs as a process of its own, the way an operator would run it. */
export interface AppProcess {
  readonly name: string;
  readonly pid: number;
  /** What it said of itself when it was ready: its ports. */
  readonly ready: Readonly<Record<string, unknown>>;
  /** How it ended, asked or not: `exit code 0`, `signal SIGKILL`. */
  readonly exited: Promise<string>;
  /** Null while it runs. */
  endedAs(): string | null;
  /** True when it ended though nobody here had sent it a signal. */
  endedByItself(): boolean;
  signal(signal: NodeJS.Signals): void;
  /** SIGKILL: no line of its code runs after this. */
  kill(): Promise<void>;
  /** SIGTERM: it drains. Resolves to how it ended and in what time. */
  terminate(): Promise<{ readonly how: string; readonly ms: number }>;
}

/** Starts an app from its main.ts and resolves when it says that it is ready. */
export const startApp = async ({ app, name, env, folder }: AppStart): Promise<AppProcess> => {
  const logFile = path.join(folder, `${name}.log`);
  const log = openSync(logFile, 'a');
  const child = fork(path.join(APPS, app, 'src', 'main.ts'), [], {
    env: { PATH: process.env['PATH'], LOG_LEVEL: 'info', LOG_FORMAT: 'json', ...env },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', log, log, 'ipc'],
    detached: true, // Ctrl-C is for the harness, which stops what it started
  });
  closeSync(log);
  let ended: string | null = null;
  let isAsked = false;
  const exited = once(child, 'exit').then(([code, signal]) => {
    ended = signal ? `signal ${String(signal)}` : `exit code ${String(code)}`;
    return ended;
  });
  const signal = (wanted: NodeJS.Signals): void => {
    if (ended !== null) return;
    isAsked = true;
    child.kill(wanted);
  };
  const ready = await Promise.race([
    once(child, 'message', { signal: AbortSignal.timeout(START_MS) }).then(
      ([message]) => message as Record<string, unknown>,
      () => null,
    ),
    exited.then(() => null),
  ]);
  if (ready === null) {
    signal('SIGKILL');
    throw new Error(`${name} did not become ready (${ended ?? 'no answer'}), see ${logFile}`);
  }
  return {
    name,
    pid: child.pid as number,
    ready,
    exited,
    endedAs: () => ended,
    endedByItself: () => ended !== null && !isAsked,
    signal,
    kill: async () => {
      signal('SIGKILL');
      await exited;
    },
    terminate: async () => {
      const begun = performance.now();
      signal('SIGTERM');
      const how = await exited;
      return { how, ms: performance.now() - begun };
    },
  };
};
