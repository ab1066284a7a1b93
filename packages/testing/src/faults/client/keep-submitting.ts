import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from './open-client.ts';
import type { Wish } from './submission.ts';

const TICK_MS = 100;

export interface Load {
  readonly perSecond: number;
  /** Makes the n-th wish. */
  readonly wish: (n: number) => Wish;
}

/** A load that runs until it is stopped. */
export interface RunningLoad {
  /** Asks for no more and resolves when everything asked for was answered. */
  stop(): Promise<void>;
}

/**
 * Asks for notifications at a steady rate, whether or not earlier ones were answered: half of each
 * tick one by one, half as a batch.
 */
export const keepSubmitting = (client: Client, { perSecond, wish }: Load): RunningLoad => {
  const perTick = Math.max(2, Math.round((perSecond * TICK_MS) / 1_000));
  const asked: Promise<void>[] = [];
  let n = 0;
  let stopped = false;

  const tick = (): void => {
    const wishes = Array.from({ length: perTick }, () => wish(n++));
    const half = Math.floor(perTick / 2);
    asked.push(client.submit(wishes.slice(0, half)));
    asked.push(...wishes.slice(half).map((one) => client.submit([one])));
  };
  const run = async (): Promise<void> => {
    while (!stopped) {
      tick();
      await delay(TICK_MS);
    }
  };
  const running = run();
  return {
    stop: async () => {
      stopped = true;
      await running;
      await Promise.all(asked);
    },
  };
};
