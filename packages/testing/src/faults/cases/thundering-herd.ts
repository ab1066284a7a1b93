import { setTimeout as delay } from 'node:timers/promises';
import { openClient } from '../client/open-client.ts';
import { emails } from '../client/wishes.ts';
import { noopAccount } from '../cluster/provider-accounts.ts';
import type { Fault } from '../fault.ts';
import { mostWithin } from '../verdict/most-within.ts';

const PLANS = {
  quick: { count: 400, ratePerSecond: 100 },
  normal: { count: 5_000, ratePerSecond: 500 },
  long: { count: 100_000, ratePerSecond: 2_000 },
} as const;

const AHEAD_MS = 4_000;
const BATCH = 1_000;
/** A quarter of a second may be caught up at once. */
const BURST = 1.3;

/** F18: everything is due in the same second, and the provider takes only so much. */
export const thunderingHerd: Fault = {
  id: 'F18',
  title: 'all scheduled for one second, a provider with a limit',
  redis: 'any',
  run: async (lab) => {
    const { count, ratePerSecond } = PLANS[lab.pace];
    const ledgerFile = lab.ledgerFile('worker-1');
    const account = noopAccount({ ledgerFile, delayMs: 1 }, { ratePerSecond });
    const [api] = await Promise.all([lab.startApi(), lab.startWorker('worker-1', account)]);
    const client = openClient([api.url], lab.apiKey);
    const wish = emails('herd');
    const dueAt = Date.now() + AHEAD_MS + count / BATCH;
    for (let n = 0; n < count; n += BATCH) {
      const size = Math.min(BATCH, count - n);
      const delayMs = Math.max(0, dueAt - Date.now());
      await client.submit(Array.from({ length: size }, (_, i) => ({ ...wish(n + i), delayMs })));
    }
    await client.close();
    await delay(Math.max(0, dueAt - Date.now()));

    return {
      submissions: client.log,
      patienceMs: (count / ratePerSecond) * 2_000 + 60_000,
      criteria: (_figures, { ledger }) => {
        const times = ledger.map((line) => Date.parse(line.at)).toSorted((a, b) => a - b);
        const most = mostWithin(times, 1_000);
        const seconds = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1_000;
        const least = count / ratePerSecond;
        return [
          {
            text: `at most ${most} calls within a second, the limit is ${ratePerSecond}`,
            met: most <= Math.ceil(ratePerSecond * BURST),
          },
          {
            text: `drained in ${seconds.toFixed(1)} s, at best ${least.toFixed(1)} s`,
            met: seconds <= least * 1.1 + 2,
          },
        ];
      },
    };
  },
};
