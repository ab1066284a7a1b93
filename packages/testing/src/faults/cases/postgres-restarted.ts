import { setTimeout as delay } from 'node:timers/promises';
import { keepSubmitting } from '../client/keep-submitting.ts';
import { openClient } from '../client/open-client.ts';
import { emails } from '../client/wishes.ts';
import { noopAccount } from '../cluster/provider-accounts.ts';
import { watchStalls } from '../cluster/watch-stalls.ts';
import type { Fault } from '../fault.ts';

const PLANS = {
  quick: { outagesMs: [2_000], perSecond: 20 },
  normal: { outagesMs: [0, 4_000, 12_000], perSecond: 40 },
  long: { outagesMs: [0, 0, 0, 10_000, 10_000, 60_000], perSecond: 60 },
} as const;

const AROUND_MS = 3_000;
/** Accepted right before each outage, so that claims and results are under way when it comes. */
const BURST = 200;
const CALL_MS = 50;
/** RELIABILITY.md, 4, row 38. */
const SLOWEST_REFUSAL_MS = 2_000;
/** From a committed claim to the ledger: the call itself, and two busy cores. */
const CLAIM_TO_LEDGER_MS = CALL_MS + 1_000;

/** When PostgreSQL was away, in ms since 1970. */
interface Outage {
  readonly from: number;
  readonly until: number;
}

/** F10: PostgreSQL stops without a word, in the middle of everything, and recovers, over and over. */
export const postgresRestarted: Fault = {
  id: 'F10', // row 38
  title: 'PostgreSQL restarts (-m immediate) under load',
  redis: 'any',
  run: async (lab) => {
    const { outagesMs, perSecond } = PLANS[lab.pace];
    const start = (name: string) =>
      lab.startWorker(name, noopAccount({ ledgerFile: lab.ledgerFile(name), delayMs: CALL_MS }));
    const [api] = await Promise.all([lab.startApi(), start('worker-1'), start('worker-2')]);
    const client = openClient([api.url], lab.apiKey);
    const stalls = watchStalls();
    const load = keepSubmitting(client, { perSecond, wish: emails('load') });

    const outages: Outage[] = [];
    for (const [n, outageMs] of outagesMs.entries()) {
      await delay(AROUND_MS);
      await client.submit(Array.from({ length: BURST }, (_, i) => emails(`burst${n}`)(i)));
      await lab.postgres.quit();
      const from = Date.now();
      await delay(outageMs);
      const until = Date.now();
      await lab.postgres.restart();
      outages.push({ from, until });
    }
    await delay(AROUND_MS);
    await load.stop();
    await client.close();
    const stalledMs = stalls.stop();

    return {
      submissions: client.log,
      patienceMs: 120_000,
      criteria: (_figures, { ledger }) => {
        const { refusals } = client;
        const slowestMs = Math.max(...refusals.map((r) => r.ms));
        const proper = refusals.filter((r) => r.status === 503 && r.retryAfter !== null);
        const unclaimed = ledger
          .map((line) => Date.parse(line.at))
          .filter((at) => outages.some((o) => at > o.from + CLAIM_TO_LEDGER_MS && at < o.until));
        return [
          {
            text: `${proper.length} of ${refusals.length} refusals were 503 with Retry-After`,
            met: refusals.length > 0 && proper.length === refusals.length,
          },
          {
            text: `the slowest came after ${Math.round(slowestMs)} ms, at most ${SLOWEST_REFUSAL_MS} ms and what this client stalled (${Math.round(stalledMs)} ms)`,
            met: slowestMs <= SLOWEST_REFUSAL_MS + stalledMs,
          },
          {
            text: `${unclaimed.length} calls were made that no commit can have preceded`,
            met: unclaimed.length === 0,
          },
        ];
      },
    };
  },
};
