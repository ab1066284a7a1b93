import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { stopProcess } from '@carillon/embedded';
import type { Running } from './running.ts';

/** A Node process of ours: it says `{type: 'ready', …}` over IPC and drains on SIGTERM. */
export interface NodeChild {
  readonly script: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** How long it may drain before it is ended by force. */
  readonly drainMs: number;
}

/** What it says when it is ready. */
export interface ReadyMessage {
  readonly type: 'ready';
  readonly [field: string]: unknown;
}

const READY_TIMEOUT_MS = 60_000;
const KILL_WAIT_MS = 5_000;

const isReady = (message: unknown): message is ReadyMessage =>
  typeof message === 'object' && message !== null && 'type' in message && message.type === 'ready';

/**
 * Starts a script and resolves when it is ready. It writes to our own stdout and stderr. It has a
 * process group of its own, so that Ctrl-C in a terminal reaches only us and the order in which
 * things stop stays ours; it ends by itself when its channel to us closes.
 * @throws Error when it ends before it is ready, or takes more than a minute.
 */
export const startNodeChild = async (
  { script, env, drainMs }: NodeChild,
  signal: AbortSignal,
): Promise<Running & { readonly ready: ReadyMessage }> => {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script], {
    detached: true,
    env,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const exited = new Promise<string>((resolve) => {
    child.once('exit', (code, killedBy) =>
      resolve(killedBy ? `signal ${killedBy}` : `exit code ${String(code)}`),
    );
  });
  await once(child, 'spawn');
  const pid = child.pid as number;
  const steps = [
    { signal: 'SIGTERM', waitMs: drainMs },
    { signal: 'SIGKILL', waitMs: KILL_WAIT_MS },
  ] as const;
  const stop = (): Promise<void> => stopProcess(pid, steps, exited);

  const ready = Promise.withResolvers<ReadyMessage>();
  child.on('message', (message) => isReady(message) && ready.resolve(message));
  void exited.then((how) =>
    ready.reject(new Error(`it ended before it was ready: ${how}; what it said stands above`)),
  );
  const limit = AbortSignal.any([signal, AbortSignal.timeout(READY_TIMEOUT_MS)]);
  const giveUp = () => ready.reject(new Error('it was not ready in time'));
  limit.addEventListener('abort', giveUp, { once: true });
  if (limit.aborted) giveUp();
  try {
    return { pid, exited, stop, ready: await ready.promise };
  } catch (error) {
    await stop();
    throw error;
  } finally {
    limit.removeEventListener('abort', giveUp);
  }
};
