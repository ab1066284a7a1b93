import { setTimeout as delay } from 'node:timers/promises';
import { openClient } from '../client/open-client.ts';
import { emails } from '../client/wishes.ts';
import { noopAccount } from '../cluster/provider-accounts.ts';
import type { Fault } from '../fault.ts';
import { eventually } from '../../eventually.ts';

const PLANS = {
  quick: { queued: 100, freezeMs: 17_000 },
  normal: { queued: 400, freezeMs: 18_000 },
  long: { queued: 1_000, freezeMs: 45_000 },
} as const;

/** Calls that begin before the outage and end in it. */
const CALL_MS = 3_000;
const SENDING = "SELECT count(*)::int AS n FROM delivery WHERE status = 'sending'";
/** What a worker logs when BullMQ runs a job again whose lock had run out. */
const RUNS_AGAIN = 'a job had stalled and runs again';

/**
 * F7: Redis answers nobody for longer than a job's lock lasts, while calls are under way. BullMQ then
 * runs those jobs a second time (RELIABILITY.md, 2, finding 1); the claim in PostgreSQL lets none of
 * them send.
 */
export const redisFrozen: Fault = {
  id: 'F7', // row 35
  title: 'Redis silent for longer than a lock',
  redis: 'server',
  run: async (lab) => {
    const plan = PLANS[lab.pace];
    const start = (name: string) =>
      lab.startWorker(name, noopAccount({ ledgerFile: lab.ledgerFile(name), delayMs: CALL_MS }));
    const [api] = await Promise.all([lab.startApi(), start('worker-1'), start('worker-2')]);
    const client = openClient([api.url], lab.apiKey);
    const wishes = Array.from({ length: plan.queued }, (_, n) => emails('sending')(n));
    await client.submit(wishes);
    const sending = await eventually(async () => {
      const { rows } = await lab.record.query<{ n: number }>(SENDING);
      const n = rows[0]?.n ?? 0;
      if (n === 0) throw new Error('nothing is being sent');
      return n;
    });
    lab.redis.freeze();
    await delay(plan.freezeMs);
    lab.redis.thaw();
    await eventually(() => lab.countLogged(RUNS_AGAIN) > 0, { timeoutMs: 30_000 }).catch(() => {});
    await client.submit(wishes.map((wish) => ({ ...wish, address: `after-${wish.address}` })));
    await client.close();

    return {
      submissions: client.log,
      patienceMs: 90_000,
      criteria: (figures) => {
        const again = lab.countLogged(RUNS_AGAIN);
        return [
          {
            text: `${sending} deliveries were being sent when Redis fell silent`,
            met: sending > 0,
          },
          { text: `BullMQ ran ${again} jobs a second time`, met: again > 0 },
          { text: `${figures.duplicated} duplicates in the ledger`, met: figures.duplicated === 0 },
        ];
      },
    };
  },
};
