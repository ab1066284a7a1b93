import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { keepSubmitting } from '../client/keep-submitting.ts';
import { openClient } from '../client/open-client.ts';
import { emails } from '../client/wishes.ts';
import { POISON } from '../cluster/poison.ts';
import { noopAccount } from '../cluster/provider-accounts.ts';
import { supervise } from '../cluster/supervise.ts';
import type { Fault } from '../fault.ts';

const PLANS = {
  quick: { perSecond: 20, deadlineMs: 500 },
  normal: { perSecond: 40, deadlineMs: 1_000 },
  long: { perSecond: 60, deadlineMs: 10_000 },
} as const;

const AROUND_MS = 2_000;
const CALL_MS = 50;
const MOST_CRASHES = 3;
/** A lost lease, its rescue and the pause before the next attempt, as in F1. */
const RECOVERY_MS = 25_000;
const ABORTS = path.resolve(import.meta.dirname, '../cluster/abort-on-poison.ts');

const ENDED = `
SELECT d.last_code AS code, d.attempts, l.code AS "deadCode" FROM delivery d
LEFT JOIN dead_letter l ON l.delivery_id = d.id WHERE d.address = $1 AND d.status = 'failed'`;

/** F16: a message whose sending brings down the process, among many that do no harm. */
export const poisonMessage: Fault = {
  id: 'F16', // row 39
  title: 'a poison message aborts its worker',
  redis: 'any',
  run: async (lab) => {
    const { perSecond, deadlineMs } = PLANS[lab.pace];
    const address = `${POISON}0@example.com`;
    const start = (name: string) => {
      const ledgerFile = lab.ledgerFile(name);
      const account = noopAccount({ ledgerFile, delayMs: CALL_MS }, { deadlineMs });
      const NODE_OPTIONS = `--import=${pathToFileURL(ABORTS).href}`;
      return lab.startWorker(name, { ...account, NODE_OPTIONS });
    };
    const [api, ...workers] = await Promise.all([
      lab.startApi(),
      supervise(() => start('worker-1')),
      supervise(() => start('worker-2')),
    ]);
    const client = openClient([api.url], lab.apiKey);
    const load = keepSubmitting(client, { perSecond, wish: emails('load') });
    await delay(AROUND_MS);
    await client.submit([{ channel: 'email', address, isPoison: true }]);
    const patienceMs = MOST_CRASHES * (deadlineMs + RECOVERY_MS);
    const givesUpAt = performance.now() + patienceMs;
    const read = () => lab.record.query<{ code: string; deadCode: string }>(ENDED, [address]);
    let ended = (await read()).rows;
    while (ended.length === 0 && performance.now() < givesUpAt) {
      await delay(AROUND_MS / 10);
      ended = (await read()).rows;
    }
    await delay(AROUND_MS);
    await load.stop();
    await client.close();
    const crashes = (await Promise.all(workers.map((worker) => worker.leave()))).flat();

    return {
      submissions: client.log,
      patienceMs: 90_000,
      isExpected: (app) => app.endedAs() === 'signal SIGABRT',
      criteria: (_figures, { submissions, ledger, record }) => {
        const [poison] = ended;
        const calls = ledger.filter((line) => line.to === address).length;
        const condemned = record.deliveries.filter((d) => d.lastCode === 'poison').length;
        const sentAt = new Map(record.deliveries.map((d) => [d.address, d.sentAt]));
        const waits = submissions.map((s) => (sentAt.get(s.address) ?? 0) - s.askedAt);
        const slowestMs = Math.max(...waits);
        const boundMs = (MOST_CRASHES - 1) * (deadlineMs + RECOVERY_MS);
        return [
          {
            text: `${crashes.length} workers crashed and were started again (${[...new Set(crashes)].join(', ')}), at most ${MOST_CRASHES}`,
            met: crashes.length === MOST_CRASHES,
          },
          {
            text: `it ended as a dead letter with "${poison?.deadCode}", sent ${calls} times`,
            met: poison?.code === 'poison' && poison.deadCode === 'poison' && calls === 0,
          },
          {
            text: `${condemned - 1} others were condemned with it; the slowest of them was sent after ${(slowestMs / 1_000).toFixed(1)} s, at most ${boundMs / 1_000} s`,
            met: condemned === 1 && slowestMs <= boundMs,
          },
        ];
      },
    };
  },
};
