import { fileURLToPath } from 'node:url';
import { RESTART_POLICY } from '../supervision/restart-delay.ts';
import { startNodeChild } from '../supervision/start-node-child.ts';
import { supervise, type Supervised } from '../supervision/supervise.ts';
import { DRAIN } from './drain-times.ts';

const APPS = new URL('../../../', import.meta.url);

export interface ChildOptions {
  readonly app: 'api' | 'worker' | 'sandbox';
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly onUp: (pid: number) => void;
  readonly onDown: (how: string, restartInMs: number) => void;
}

/** Starts one of our apps and keeps it running. Resolves when it is ready for the first time. */
export const keepChild = ({ app, env, onUp, onDown }: ChildOptions): Promise<Supervised> => {
  const { grace, killAfterMs } = DRAIN[app];
  const child = {
    script: fileURLToPath(new URL(`${app}/src/main.ts`, APPS)),
    env: { ...env, SHUTDOWN_GRACE: grace },
    drainMs: killAfterMs,
  };
  return supervise({
    start: (signal) => startNodeChild(child, signal),
    policy: RESTART_POLICY,
    onUp: (running) => onUp(running.pid),
    onDown,
  });
};
