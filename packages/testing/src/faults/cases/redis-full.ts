import { setTimeout as delay } from 'node:timers/promises';
import { keepSubmitting } from '../client/keep-submitting.ts';
import { openClient } from '../client/open-client.ts';
import { emails } from '../client/wishes.ts';
import { noopAccount } from '../cluster/provider-accounts.ts';
import { tellRedis } from '../cluster/tell-redis.ts';
import type { Fault } from '../fault.ts';
import { readLedger } from '../verdict/ledger-line.ts';

const PLANS = {
  quick: { fullMs: 4_000, perSecond: 20 },
  normal: { fullMs: 15_000, perSecond: 60 },
  long: { fullMs: 120_000, perSecond: 100 },
} as const;

const AROUND_MS = 3_000;
const MOST_WAIT_MS = 15_000;
/** While Redis refuses, an answer may cost the time-out of its jobs, not more. */
const SLOWEST_ANSWER_MS = 5_000;
const REFUSED = 'Redis did not take jobs; they wait in PostgreSQL';
/** Far below what Redis needs to exist: every command that writes is refused. */
const FULL = 'CONFIG SET maxmemory 1mb';
const ROOMY = 'CONFIG SET maxmemory 0';
const WAITING = 'SELECT count(*)::int AS n FROM delivery WHERE dispatch_id IS NULL AND status = $1';
/** What complains may do so once a second, for each of the two workers. */
const WORKERS = 2;

/**
 * F8: Redis is at maxmemory and evicts nothing, so it refuses every write, and BullMQ comes to a
 * stand (RELIABILITY.md, 2, finding 2). What is accepted meanwhile waits in PostgreSQL.
 */
export const redisFull: Fault = {
  id: 'F8', // row 37
  title: 'Redis at maxmemory',
  redis: 'server',
  run: async (lab) => {
    const { fullMs, perSecond } = PLANS[lab.pace];
    const names = ['worker-1', 'worker-2'];
    const start = (name: string) =>
      lab.startWorker(name, noopAccount({ ledgerFile: lab.ledgerFile(name), delayMs: 50 }));
    const [api, ...workers] = await Promise.all([lab.startApi(), ...names.map(start)]);
    const client = openClient([api.url], lab.apiKey);
    const load = keepSubmitting(client, { perSecond, wish: emails('load') });

    await delay(AROUND_MS);
    await tellRedis(lab.redis.url, FULL);
    const fullAt = Date.now();
    await delay(fullMs);
    const { rows } = await lab.record.query<{ n: number }>(WAITING, ['queued']);
    const roomyAt = Date.now();
    await tellRedis(lab.redis.url, ROOMY);
    const before = client.log.length;
    await delay(AROUND_MS);
    await load.stop();
    await client.close();

    return {
      submissions: client.log,
      patienceMs: 90_000,
      criteria: (figures, { ledger }) => {
        const waiting = rows[0]?.n ?? 0;
        const sentAt = new Map(ledger.map((line) => [line.to, Date.parse(line.at)]));
        const backlog = client.log.slice(0, before).map((s) => sentAt.get(s.address) ?? roomyAt);
        const drainedMs = Math.max(0, ...backlog) - roomyAt;
        const slowestMs = Math.max(...client.log.map((s) => s.answeredInMs ?? Infinity));
        const busy = names.filter((name) =>
          readLedger([lab.ledgerFile(name)]).some((line) => Date.parse(line.at) > roomyAt),
        );
        const alive = workers.filter((worker) => worker.endedAs() === null);
        const complaints = names
          .flatMap((name) => lab.logOf(name))
          .filter((line) => line.level !== 'info' && line.at > fullAt && line.at < roomyAt);
        const perWorker = complaints.length / WORKERS / (fullMs / 1_000);
        return [
          {
            text: `${figures.recovered} of ${figures.submitted} had to be asked for twice, the slowest 202 took ${Math.round(slowestMs)} ms`,
            met: figures.recovered === 0 && slowestMs <= SLOWEST_ANSWER_MS,
          },
          {
            text: `${waiting} waited in PostgreSQL when there was room again, ${lab.countLogged(REFUSED)} times the api had tried in vain`,
            met: waiting > 0,
          },
          {
            text: `they were sent ${(drainedMs / 1_000).toFixed(1)} s later`,
            met: drainedMs <= MOST_WAIT_MS,
          },
          {
            text: `${busy.length} of 2 workers took jobs again, ${alive.length} of 2 without a restart`,
            met: busy.length === 2 && alive.length === 2,
          },
          {
            text: `${perWorker.toFixed(2)} warnings a second and worker`,
            met: perWorker <= 1,
          },
          { text: `${figures.duplicated} duplicates`, met: figures.duplicated === 0 },
        ];
      },
    };
  },
};
