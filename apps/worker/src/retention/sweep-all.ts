import { retentionRules } from '@carillon/domain';
import {
  forgetSweeps,
  listSweepTurns,
  sweepKey,
  sweepNotifications,
  type Database,
  type RetentionPolicy,
  type Sweep,
} from '@carillon/repositories';
import { longestDays } from './longest-days.ts';

/** Days that end are dropped as a whole within this; only what keeps them is then left to be looked at. */
const DAYS_TO_DROP = 2;

const sweepsOf = (policies: readonly RetentionPolicy[]): (Sweep & { key: string })[] => {
  const longest = longestDays(policies);
  return policies.flatMap(({ tenantId, retention, categories }) =>
    retentionRules(retention, categories).map((rule) => {
      const goesWithItsDay = rule.takes === 'notifications' && rule.days === longest;
      const graceDays = goesWithItsDay ? DAYS_TO_DROP : 0;
      return { tenantId, rule, graceDays, key: sweepKey(rule) };
    }),
  );
};

/**
 * Takes from the notifications of every tenant what their age says, in turns, until nothing is left to
 * do or it is over; one step it always takes. Resolves to how many lost something.
 */
export const sweepAll = async (
  database: Database,
  policies: readonly RetentionPolicy[],
  isOver: () => boolean,
): Promise<number> => {
  const sweeps = sweepsOf(policies);
  await forgetSweeps(database, sweeps);
  const turns = await listSweepTurns(database);
  const turnOf = (sweep: (typeof sweeps)[number]): number =>
    turns.get(sweep.tenantId + sweep.key)?.getTime() ?? 0;
  const queue = sweeps.toSorted((a, b) => turnOf(a) - turnOf(b));
  const errors: unknown[] = [];
  let taken = 0;
  for (let sweep = queue.shift(); sweep !== undefined; sweep = queue.shift()) {
    try {
      const step = await sweepNotifications(database, sweep);
      taken += step.taken;
      if (step.goesOn) queue.push(sweep);
    } catch (error) {
      // One that cannot be swept keeps no other waiting.
      errors.push(error);
    }
    if (isOver()) break;
  }
  if (errors.length > 0) throw errors[0];
  return taken;
};
