import type { Redis } from 'ioredis';

import { RedisTimeout, within } from './within.ts';

const PROBE_MS = 500;

/**
 * Whether Redis answers: connected, and nothing has timed out since it last did. A Redis that hangs
 * costs one caller the time-out; those after it are told at once, until a PING is answered again.
 */
export interface Reach {
  isUp(): boolean;
  /** Settles like the promise, or rejects with `RedisTimeout` after `ms`. */
  ask<T>(promise: Promise<T>, ms: number): Promise<T>;
  close(): void;
}

export const openReach = (redis: Redis): Reach => {
  let hangs = false;
  let timer: NodeJS.Timeout | undefined;

  const probe = (): void => {
    redis.ping().then(
      () => (hangs = false),
      () => {
        if (hangs) timer = setTimeout(probe, PROBE_MS).unref();
      },
    );
  };
  const onReady = (): void => {
    hangs = false;
  };
  redis.on('ready', onReady);

  return {
    isUp: () => redis.status === 'ready' && !hangs,
    ask: async (promise, ms) => {
      try {
        return await within(promise, ms);
      } catch (error) {
        if (error instanceof RedisTimeout && !hangs) {
          hangs = true;
          probe();
        }
        throw error;
      }
    },
    close: () => {
      hangs = false;
      clearTimeout(timer);
      redis.off('ready', onReady);
    },
  };
};
