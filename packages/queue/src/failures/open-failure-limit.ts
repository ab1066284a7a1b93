import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';

import { installationPrefix } from '../queue-names.ts';
import type { OnError } from '../redis/connect.ts';
import type { Reach } from '../redis/reach.ts';

/** Counts failures, all processes together, and says who had too many. */
export interface FailureLimit {
  /** For how many seconds more this one is shut out; 0 for everybody else. Answers from memory. */
  shutOutSeconds(who: string): number;
  /** Counts one failure. `who` goes to Redis as it is: never an address in the clear. Never throws. */
  count(who: string): Promise<void>;
}

export interface FailureLimitOptions {
  readonly name: string;
  /** After so many failures within the window one is shut out for the rest of it. */
  readonly most: number;
  readonly windowSeconds: number;
}

interface Parts {
  readonly redis: Redis;
  readonly installationId: string;
  readonly reach: Reach;
  readonly onError: OnError;
}

const ANSWER_MS = 500;
/** Whoever is forgotten is shut out again by his next failure. */
const MOST_SHUT_OUT = 10_000;

/** Fixed windows, counted in Redis, and while it is away or hangs by each process for itself. */
export const openFailureLimit = (parts: Parts, options: FailureLimitOptions): FailureLimit => {
  const { redis, installationId, reach, onError } = parts;
  const { name, most: points, windowSeconds: duration } = options;
  const keyPrefix = `${installationPrefix(installationId)}:failures:${name}`;
  const shared = new RateLimiterRedis({ storeClient: redis, keyPrefix, points, duration });
  const alone = new RateLimiterMemory({ keyPrefix, points, duration });
  const shutOut = new Map<string, number>();

  const note = (who: string, { remainingPoints, msBeforeNext }: RateLimiterRes): void => {
    if (remainingPoints > 0) return;
    shutOut.set(who, performance.now() + msBeforeNext);
    const [oldest] = shutOut.keys();
    if (shutOut.size > MOST_SHUT_OUT && oldest !== undefined) shutOut.delete(oldest);
  };

  /** The library resolves to how it stands, and rejects with it beyond the limit. */
  const consume = async (who: string): Promise<RateLimiterRes> => {
    try {
      if (!reach.isUp()) return await alone.consume(who);
      return await reach.ask(shared.consume(who), ANSWER_MS);
    } catch (reason) {
      if (reason instanceof RateLimiterRes) return reason;
      throw reason;
    }
  };

  return {
    shutOutSeconds: (who) => {
      const untilMs = shutOut.get(who);
      if (untilMs === undefined) return 0;
      const leftMs = untilMs - performance.now();
      if (leftMs > 0) return leftMs / 1_000;
      shutOut.delete(who);
      return 0;
    },
    count: async (who) => {
      try {
        note(who, await consume(who));
      } catch (error) {
        onError(error as Error);
      }
    },
  };
};
