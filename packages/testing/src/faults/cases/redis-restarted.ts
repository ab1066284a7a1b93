import { setTimeout as delay } from 'node:timers/promises';
import { keepSubmitting } from '../client/keep-submitting.ts';
import { openClient } from '../client/open-client.ts';
import { emails } from '../client/wishes.ts';
import { noopAccount } from '../cluster/provider-accounts.ts';
import type { Fault } from '../fault.ts';
import { readLedger } from '../verdict/ledger-line.ts';

const PLANS = {
  quick: { outageMs: 3_000, perSecond: 50 },
  normal: { outageMs: 8_000, perSecond: 100 },
  long: { outageMs: 20_000, perSecond: 200 },
} as const;

const AROUND_MS = 3_000;
const MOST_WAIT_MS = 15_000;
/** While Redis is away an answer may cost the time-out of its jobs, not more. */
const SLOWEST_ANSWER_MS = 5_000;

/**
 * F5: Redis crashes under load and comes back with its append-only file, short of the last second.
 * The api goes on saying 202, and workers take jobs again without being restarted, which BullMQ has
 * not always managed (taskforcesh/bullmq#4585, #4479, #4378).
 */
export const redisRestarted: Fault = {
  id: 'F5',
  title: 'Redis crashes and restarts (AOF everysec)',
  redis: 'files',
  run: async (lab) => {
    const plan = PLANS[lab.pace];
    const names = ['worker-1', 'worker-2'];
    const start = (name: string) =>
      lab.startWorker(name, noopAccount({ ledgerFile: lab.ledgerFile(name), delayMs: 50 }));
    const [api, ...workers] = await Promise.all([lab.startApi(), ...names.map(start)]);
    const client = openClient([api.url], lab.apiKey);
    const load = keepSubmitting(client, { perSecond: plan.perSecond, wish: emails('load') });

    await delay(AROUND_MS);
    await lab.redis.crash();
    await delay(plan.outageMs);
    await lab.redis.restart();
    const backAt = Date.now();
    const before = client.log.length;
    await delay(AROUND_MS);
    await load.stop();
    await client.close();

    return {
      submissions: client.log,
      patienceMs: 90_000,
      criteria: (figures, { ledger }) => {
        const sentAt = new Map(ledger.map((line) => [line.to, Date.parse(line.at)]));
        const backlog = client.log.slice(0, before).map((s) => sentAt.get(s.address) ?? Infinity);
        const drainedMs = Math.max(0, ...backlog) - backAt;
        const slowestMs = Math.max(...client.log.map((s) => s.answeredInMs ?? Infinity));
        const busy = names.filter((name) =>
          readLedger([lab.ledgerFile(name)]).some((line) => Date.parse(line.at) > backAt),
        );
        const alive = workers.filter((worker) => worker.endedAs() === null);
        return [
          {
            text: `${figures.recovered} of ${figures.submitted} had to be asked for twice, the slowest 202 took ${Math.round(slowestMs)} ms`,
            met: figures.recovered === 0 && slowestMs <= SLOWEST_ANSWER_MS,
          },
          {
            text: `${busy.length} of 2 workers took jobs again, ${alive.length} of 2 without a restart`,
            met: busy.length === 2 && alive.length === 2,
          },
          {
            text: `the backlog was sent ${(drainedMs / 1_000).toFixed(1)} s after Redis was back`,
            met: drainedMs <= MOST_WAIT_MS,
          },
          { text: `${figures.duplicated} duplicates`, met: figures.duplicated === 0 },
        ];
      },
    };
  },
};
