import { setTimeout as delay } from 'node:timers/promises';
import { emails } from '../client/wishes.ts';
import { startLoaded } from '../cluster/start-loaded.ts';
import type { Fault } from '../fault.ts';
import { mostWithin } from '../verdict/most-within.ts';

const PLANS = {
  quick: { failingMs: 4_000, perSecond: 20 },
  normal: { failingMs: 40_000, perSecond: 20 },
  long: { failingMs: 1_800_000, perSecond: 40 },
} as const;

const STEADY_MS = 4_000;
const DEADLINE_MS = 5_000;
/** A quarter of a second may be caught up at once, and the ledger's clock is not the bucket's. */
const SLACK = 0.5;

/** F15: a provider refuses everything for a while, and is well again. */
export const providerFailing: Fault = {
  id: 'F15', // row 40
  title: 'a provider that fails every call, then none',
  redis: 'any',
  run: async (lab) => {
    const { failingMs, perSecond } = PLANS[lab.pace];
    const { sandbox, client, stop } = await startLoaded(lab, {
      deadlineMs: DEADLINE_MS,
      perSecond,
      wishes: () => emails('load'),
    });
    await delay(STEADY_MS);
    await sandbox.behave([{ provider: 'smtp', answer: 'transient' }]);
    await delay(failingMs);
    await sandbox.behave([]);
    const mendedAt = Date.now();
    await stop();

    return {
      submissions: client.log,
      patienceMs: 240_000,
      criteria: (_figures, { ledger, record }) => {
        const after = ledger.map((line) => Date.parse(line.at)).filter((at) => at > mendedAt);
        const most = mostWithin(after, 1_000);
        const bound = Math.ceil(perSecond * (2 + SLACK));
        const counted = Map.groupBy(
          record.attempts.filter((a) => a.counted),
          (a) => a.deliveryId,
        );
        const mostCounted = Math.max(...[...counted.values()].map((list) => list.length));
        const failed = record.deliveries.filter((d) => d.status === 'failed').length;
        return [
          { text: `${failed} given up`, met: failed === 0 },
          {
            text: `at most ${mostCounted} attempts of one delivery used up, of 5`,
            met: mostCounted <= 3,
          },
          {
            text: `at most ${most} sent within a second after it, twice the steady rate is ${perSecond * 2}`,
            met: most <= bound,
          },
        ];
      },
    };
  },
};
