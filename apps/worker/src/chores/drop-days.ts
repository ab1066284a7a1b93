import { setTimeout as delay } from 'node:timers/promises';
import {
  dropDay,
  isDayOver,
  listOldDays,
  readRetentionPolicies,
  type Database,
  type Day,
} from '@carillon/repositories';
import { longestDays } from '../retention/longest-days.ts';
import type { Chore } from './chore.ts';

/** A long query may be at a table; whoever waits behind the drop waits for a tenth of a second at most. */
const TRIES = 10;
const PAUSE_MS = 1_000;

/** Drops whole days that nobody keeps any more and of which nothing is under way. */
export const dropDaysChore = (database: Database): Chore => ({
  name: 'drop-days',
  intervalMs: 3_600_000,
  once: true,
  pass: async (stop) => {
    const policies = await readRetentionPolicies(database);
    let days = 0;
    const drop = async (...which: [what: 'notifications' | 'events', day: Day]): Promise<void> => {
      for (let tries = 1; tries <= TRIES && !stop?.aborted; tries += 1) {
        const dropped = await dropDay(database, ...which);
        if (dropped === 'dropped') days += 1;
        if (dropped !== 'busy') return;
        await delay(PAUSE_MS, undefined, stop && { signal: stop }).catch(() => {});
      }
    };
    const longest = longestDays(policies);
    for (const day of await listOldDays(database, 'notifications', longest)) {
      if (stop?.aborted) break;
      if (await isDayOver(database, day, longest)) await drop('notifications', day);
    }
    const eventDays = Math.max(...policies.map(({ retention }) => retention.eventDays));
    for (const day of await listOldDays(database, 'events', eventDays)) await drop('events', day);
    return days === 0 ? null : { days };
  },
});
