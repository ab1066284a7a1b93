import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { eventually } from '@carillon/testing';
import { readStandaloneFile, type StandaloneFile } from '../src/home/standalone-file.ts';

const MAIN = path.resolve(import.meta.dirname, '../src/main.ts');
const START_MS = 60_000;

/** A standalone as a process of its own. */
export interface Launched {
  readonly file: StandaloneFile;
  readonly output: () => string;
  kill(signal: NodeJS.Signals): void;
  /** Its exit code, when it has ended. */
  ended(): Promise<number | null>;
}

export interface LaunchOptions {
  readonly home: string;
  readonly env?: Readonly<Record<string, string>>;
}

const launch = ({ home, env }: LaunchOptions) => {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN], {
    env: {
      ...process.env,
      CARILLON_HOME: home,
      API_PORT: '0',
      SANDBOX_PORT: '0',
      SMTP_PORT: '0',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  }
  const exit = once(child, 'exit').then(([code]) => code as number | null);
  return { child, exit, output: () => output };
};

/** Starts standalone and waits until `standalone.json` says that all is ready. */
export const launchStandalone = async (options: LaunchOptions): Promise<Launched> => {
  const { child, exit, output } = launch(options);
  await eventually(
    () => {
      if (child.exitCode !== null) throw new Error(output());
      const isReady = existsSync(path.join(options.home, 'standalone.json'));
      // A killed one leaves its file behind until the next has started.
      return isReady && readStandaloneFile(options.home).pids.standalone === child.pid;
    },
    { timeoutMs: START_MS, everyMs: 50 },
  );
  return {
    file: readStandaloneFile(options.home),
    output,
    kill: (signal) => void child.kill(signal),
    ended: () => exit,
  };
};

/** Starts one that is expected to end by itself: its exit code and what it said. */
export const launchInVain = async (
  options: LaunchOptions,
): Promise<{ code: number | null; output: string }> => {
  const { exit, output } = launch(options);
  return { code: await exit, output: output() };
};
