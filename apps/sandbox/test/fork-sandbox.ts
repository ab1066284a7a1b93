import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));

/** The sandbox as a process of its own, as standalone starts it. */
export const forkSandbox = async (env: Readonly<Record<string, string>>) => {
  const child = fork(MAIN, [], {
    env: { SANDBOX_PORT: '0', SMTP_PORT: '0', LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const output = { text: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output.text += chunk.toString();
    });
  }
  const exited = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  const ready = once(child, 'message') as Promise<[unknown]>;
  const closed = once(child, 'close');
  return { child, exited, ready, closed, output };
};

export interface Ready {
  readonly type: 'ready';
  readonly sandboxPort: number;
  readonly smtpPort: number;
}
