import type { Redis } from 'ioredis';

import { installationPrefix } from '../queue-names.ts';
import type { OnError } from '../redis/connect.ts';
import type { Reach } from '../redis/reach.ts';

/** What one process says of one budget, and asks of it. */
export interface BudgetCall {
  /** Names the budget; never an address or a name. */
  readonly key: string;
  readonly perSecond: number;
  /** Most at once: how much the bucket holds. */
  readonly burst: number;
  /** Handed out since this process last said so; below 0 what it was granted and did not use. */
  readonly spent: number;
  /** Asked for beyond that. */
  readonly wanted: number;
}

export interface BudgetAnswer {
  /** How much of what was wanted is there. */
  readonly granted: number;
  /** After that, how long the budget takes to be whole again, in ms. */
  readonly missingMs: number;
}

/** Token buckets of callers that all processes share. */
export interface SharedBudgets {
  /** False as soon as Redis is away or hangs. */
  isUp(): boolean;
  /**
   * Books what was spent and grants what is wanted as far as it goes, for any number of budgets in one
   * round trip. Null when Redis is away, full or does not answer within two seconds. Never throws.
   */
  settle(calls: readonly BudgetCall[]): Promise<readonly BudgetAnswer[] | null>;
}

/** Long: nobody waits for it, and a lost answer leaves what it granted with nobody. */
const ANSWER_MS = 2_000;

// GCRA (ITU-T I.371), as in open-limits.ts. What was spent is booked even if it was not there, but never
// below empty: nobody waits longer than an empty bucket takes, whatever processes did on their own.
const SETTLE = `
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local answers = {}
for i, key in ipairs(KEYS) do
  local at = (i - 1) * 4
  local interval, burst = 1000 / ARGV[at + 1], tonumber(ARGV[at + 2])
  local spent, wanted = tonumber(ARGV[at + 3]), tonumber(ARGV[at + 4])
  local empty = now + burst * interval
  local whole = math.max(now, tonumber(redis.call('GET', key) or '0'))
  whole = math.max(now, math.min(empty, whole + spent * interval))
  local granted = math.max(0, math.min(wanted, math.floor((empty - whole) / interval + 0.000001)))
  whole = whole + granted * interval
  redis.call('SET', key, string.format('%.3f', whole), 'PX', math.ceil(whole - now) + 1000)
  answers[i] = granted .. ' ' .. string.format('%.3f', whole - now)
end
return answers`;

interface Parts {
  readonly redis: Redis;
  readonly installationId: string;
  readonly reach: Reach;
  readonly onError: OnError;
}

const readAnswer = (text: string): BudgetAnswer => {
  const [granted, missingMs] = text.split(' ').map(Number);
  return { granted: granted ?? 0, missingMs: missingMs ?? 0 };
};

export const openSharedBudgets = (parts: Parts): SharedBudgets => {
  const { redis, installationId, reach, onError } = parts;
  redis.defineCommand('settleBudgets', { lua: SETTLE });
  const scripts = redis as unknown as Record<'settleBudgets', (...args: unknown[]) => unknown>;
  // The braces put all budgets on one slot of a cluster: one round trip settles many.
  const prefix = `{${installationPrefix(installationId)}:budget}`;
  return {
    isUp: () => reach.isUp(),
    settle: async (calls) => {
      if (!reach.isUp()) return null;
      const keys = calls.map(({ key }) => `${prefix}:${key}`);
      const args = calls.flatMap((call) => [call.perSecond, call.burst, call.spent, call.wanted]);
      const settled = scripts.settleBudgets(keys.length, ...keys, ...args) as Promise<string[]>;
      try {
        return (await reach.ask(settled, ANSWER_MS)).map(readAnswer);
      } catch (error) {
        onError(error as Error);
        return null;
      }
    },
  };
};
