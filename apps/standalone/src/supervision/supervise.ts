import { setTimeout as delay } from 'node:timers/promises';
import { restartDelayMs, type RestartPolicy } from './restart-delay.ts';
import type { Running } from './running.ts';

/** What to look after. */
export interface Supervision<R extends Running> {
  /** Starts it and resolves when it is ready. Aborted when it is no longer wanted. */
  readonly start: (signal: AbortSignal) => Promise<R>;
  readonly policy: RestartPolicy;
  /** Told of every start, the first included. */
  readonly onUp: (running: R) => void;
  /** Told of every end that nobody asked for, and of starts that failed. */
  readonly onDown: (how: string, restartInMs: number) => void;
}

/** Something that is started again whenever it ends. */
export interface Supervised {
  /** Ends it for good. */
  stop(): Promise<void>;
  /** Drains it and starts it anew, without delay. */
  restart(): Promise<void>;
}

/** How one life ended, and how long it was; a start that failed is a life of no length. */
interface End {
  readonly how: string;
  readonly livedMs: number;
}

/**
 * Starts something and keeps it running, whatever its exit code. Only the first start may fail:
 * then there is nothing to keep. All later ends and failures are repaired, after a growing delay.
 */
export const supervise = async <R extends Running>(
  supervision: Supervision<R>,
): Promise<Supervised> => {
  const { start, policy, onUp, onDown } = supervision;
  const unwanted = new AbortController();
  let hurry = new AbortController();
  let starting = start(unwanted.signal);

  const live = async (running: R): Promise<End> => {
    const bornAt = performance.now();
    if (unwanted.signal.aborted) await running.stop();
    else onUp(running);
    return { how: await running.exited, livedMs: performance.now() - bornAt };
  };

  const liveAgain = (): Promise<End> => {
    hurry = new AbortController();
    starting = start(unwanted.signal);
    return starting.then(live).catch((error: unknown) => ({
      how: error instanceof Error ? error.message : String(error),
      livedMs: 0,
    }));
  };

  /** Resolves when the delay is over, or at once when somebody is in a hurry. */
  const pause = async (ms: number): Promise<void> => {
    const signal = AbortSignal.any([unwanted.signal, hurry.signal]);
    await delay(ms, undefined, { signal }).catch(() => {});
  };

  const keepRunning = async (firstLife: Promise<End>): Promise<void> => {
    let delayMs: number | null = null;
    for (let life = firstLife; ; life = liveAgain()) {
      const { how, livedMs } = await life;
      if (unwanted.signal.aborted) return;
      if (hurry.signal.aborted) continue;
      delayMs = restartDelayMs(policy, delayMs, livedMs);
      onDown(how, delayMs);
      await pause(delayMs);
      if (unwanted.signal.aborted) return;
    }
  };

  const stopCurrent = async (): Promise<void> => {
    const running = await starting.catch(() => null);
    await running?.stop();
  };

  const kept = keepRunning(live(await starting));
  return {
    stop: async () => {
      unwanted.abort();
      await stopCurrent();
      await kept;
    },
    restart: async () => {
      hurry.abort();
      await stopCurrent();
    },
  };
};
