import { fork } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Closers } from './open-closers.ts';
import { stopChild } from './stop-child.ts';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const START_MS = 30_000;

/** What an app says of itself when it can be used. */
interface ReadyMessage {
  readonly type: 'ready';
  readonly port?: number;
}

const isReady = (message: unknown): message is ReadyMessage =>
  typeof message === 'object' && message !== null && 'type' in message && message.type === 'ready';

/** The path of a file of the repository. */
export const repositoryFile = (file: string): string => path.join(ROOT, file);

/**
 * Starts `apps/<name>` as a process, as in production, with this environment and nothing of ours but
 * the PATH. Returns what it said when it was ready; `closers` stops it.
 */
export const startApp = (
  closers: Closers,
  name: string,
  env: Readonly<Record<string, string>>,
): Promise<ReadyMessage> => {
  const { PATH = '', NODE_OPTIONS = '' } = process.env;
  const child = fork(repositoryFile(`apps/${name}/src/main.ts`), {
    env: { PATH, NODE_OPTIONS, NODE_ENV: 'production', ...env },
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  closers.add(() => stopChild(child));
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${name} was not ready in time`)), START_MS);
    child.on('message', (message) => {
      if (!isReady(message)) return;
      clearTimeout(late);
      resolve(message);
    });
    child.once('exit', (code) => {
      clearTimeout(late);
      reject(new Error(`${name} ended with ${code} before it was ready`));
    });
  });
};
