import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { openClient } from '../client/open-client.ts';
import { emails } from '../client/wishes.ts';
import { noopAccount } from '../cluster/provider-accounts.ts';
import type { Fault } from '../fault.ts';
import { eventually } from '../../eventually.ts';
import { readLedger } from '../verdict/ledger-line.ts';

const PLANS = {
  quick: { queued: 1_000, delayed: 100, delayMs: 10_000 },
  normal: { queued: 10_000, delayed: 1_000, delayMs: 30_000 },
  long: { queued: 50_000, delayed: 5_000, delayMs: 55_000 },
} as const;

const PER_REQUEST = 500;
const CALL_MS = 500;
/** So few jobs at a time that most of the queue is still waiting when Redis goes. */
const JOBS_AT_ONCE = '2';
/** The reconciler looks every 5 s (and jitter) at what is older than 5 s; then it has to work. */
const MOST_WAIT_MS = 15_000;

/**
 * F6: Redis loses everything, with thousands of deliveries queued, delayed and in flight. PostgreSQL
 * knows which jobs there were, so they are made again.
 */
export const redisLost: Fault = {
  id: 'F6',
  title: 'Redis loses everything',
  redis: 'any',
  run: async (lab) => {
    const plan = PLANS[lab.pace];
    const names = ['worker-1', 'worker-2'];
    const api = await lab.startApi();
    const client = openClient([api.url], lab.apiKey);
    const queued = Array.from({ length: plan.queued }, (_, n) => emails('queued')(n));
    const delayed = Array.from({ length: plan.delayed }, (_, n) => ({
      ...emails('delayed')(n),
      delayMs: plan.delayMs,
    }));
    for (const wishes of [delayed, queued]) {
      for (let i = 0; i < wishes.length; i += PER_REQUEST) {
        await client.submit(wishes.slice(i, i + PER_REQUEST));
      }
    }

    const start = (name: string) =>
      lab.startWorker(name, {
        ...noopAccount({ ledgerFile: lab.ledgerFile(name), delayMs: CALL_MS }),
        JOBS_PER_CHANNEL: JOBS_AT_ONCE,
      });
    await Promise.all(names.map(start));
    await eventually(() => readLedger(lab.ledgerFiles()).length > 0, { timeoutMs: 30_000 });
    const lostJobs = await olderDispatches(lab.record, new Date());
    await lab.redis.kill();
    const lostAt = new Date();
    await delay(1_000);
    await lab.redis.restart();
    const rebuilt = await timeUntil(async () => (await olderDispatches(lab.record, lostAt)) === 0);
    await client.close();

    return {
      submissions: client.log,
      patienceMs: 180_000,
      criteria: (figures, { ledger }) => {
        const due = new Map(client.log.map((s) => [s.address, s.askedAt + (s.delayMs ?? 0)]));
        const early = ledger.filter((l) => Date.parse(l.at) < (due.get(l.to) ?? 0));
        return [
          { text: `${lostJobs} jobs were in Redis when it went`, met: lostJobs > 0 },
          {
            text: `all of them made again or ended ${(rebuilt / 1_000).toFixed(1)} s after it was back`,
            met: rebuilt <= MOST_WAIT_MS,
          },
          {
            text: `${early.length} scheduled ones sent before their time`,
            met: early.length === 0,
          },
          { text: `${figures.duplicated} duplicates`, met: figures.duplicated === 0 },
        ];
      },
    };
  },
};

/** The dispatches that PostgreSQL still believes in, of those made before a time. */
const olderDispatches = async (record: pg.Pool, before: Date): Promise<number> => {
  const { rows } = await record.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM dispatch WHERE created_at < $1',
    [before],
  );
  return rows[0]?.n ?? 0;
};

const timeUntil = async (condition: () => Promise<boolean>): Promise<number> => {
  const begun = performance.now();
  await eventually(condition, { timeoutMs: 60_000 }).catch(() => {}); // the criterion says it
  return performance.now() - begun;
};
