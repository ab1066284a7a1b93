import type { Redis } from 'ioredis';

import { installationPrefix } from '../queue-names.ts';
import { defineScript } from '../redis/define-script.ts';
import type { OnError } from '../redis/connect.ts';
import type { Reach } from '../redis/reach.ts';

/** What is wanted of one budget: `key` names the account, endpoint or tenant; never an address. */
export interface Draw {
  readonly key: string;
  readonly perSecond: number;
  readonly wanted: number;
}

/** Budgets that all processes share, one token bucket each. */
export interface Limits {
  /**
   * Takes as many of the wanted calls as the budget has now, 0 when it has none. When Redis is away
   * there is none either: whoever asks waits, as all else that rides a queue does.
   */
  take(draw: Draw): Promise<number>;
  /**
   * Lines up for a budget that has nothing now: so many ms from now it is likely to. Nothing is booked;
   * it only spreads those who wait, so that they come back at the budget's pace and not all at once.
   * Beyond `LONGEST_LINE_MS` they come back at any time from half of it on.
   */
  lineUp(line: Omit<Draw, 'wanted'>): Promise<number>;
}

/** Rates change: who waits looks again after this, in ms, however long the line. */
export const LONGEST_LINE_MS = 60_000;

/** What may be caught up at once after a pause: a fraction of a second, or one call. */
const BURST_MS = 250;
const ANSWER_MS = 500;

// GCRA (ITU-T I.371): the key holds the time at which the budget would be whole again. Redis' own clock
// is the only one, so processes need not agree on the time.
const TAKE = `
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local interval, burst, wanted = 1000 / ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local whole = math.max(now, tonumber(redis.call('GET', KEYS[1]) or '0'))
local room = math.floor((now + math.max(burst, interval) - whole) / interval + 0.000001)
local granted = math.max(0, math.min(wanted, room))
if granted > 0 then
  local after = whole + granted * interval
  redis.call('SET', KEYS[1], string.format('%.3f', after), 'PX', math.ceil(after - now) + 1000)
end
return granted`;

const LINE_UP = `
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local turn = math.max(now, tonumber(redis.call('GET', KEYS[1]) or '0')) + 1000 / ARGV[1]
local wait = math.ceil(turn - now)
if wait <= tonumber(ARGV[2]) then
  redis.call('SET', KEYS[1], string.format('%.3f', turn), 'PX', wait + 1000)
end
return wait`;

interface Parts {
  readonly redis: Redis;
  readonly installationId: string;
  readonly reach: Reach;
  readonly onError: OnError;
}

export const openLimits = ({ redis, installationId, reach, onError }: Parts): Limits => {
  const take = defineScript(redis, 'takeFromBudget', TAKE);
  const lineUp = defineScript(redis, 'lineUpForBudget', LINE_UP);
  const prefix = `${installationPrefix(installationId)}:limit`;
  const anyTime = (): number => Math.ceil((LONGEST_LINE_MS / 2) * (1 + Math.random()));
  return {
    take: async ({ key, perSecond, wanted }) => {
      if (wanted <= 0 || !reach.isUp()) return 0;
      try {
        const args = [perSecond, BURST_MS, wanted] as const;
        return Number(await reach.ask(take(`${prefix}:${key}`, args), ANSWER_MS));
      } catch (error) {
        onError(error as Error);
        return 0;
      }
    },
    lineUp: async ({ key, perSecond }) => {
      if (!reach.isUp()) return 0;
      try {
        const args = [perSecond, LONGEST_LINE_MS] as const;
        const waitMs = Number(await reach.ask(lineUp(`${prefix}:line:${key}`, args), ANSWER_MS));
        return waitMs <= LONGEST_LINE_MS ? waitMs : anyTime();
      } catch (error) {
        onError(error as Error);
        return 0;
      }
    },
  };
};
