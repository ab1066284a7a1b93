import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { setTimeout as delay } from 'node:timers/promises';
import { keepSubmitting } from '../client/keep-submitting.ts';
import { openClient } from '../client/open-client.ts';
import { emails } from '../client/wishes.ts';
import { sandboxAccounts } from '../cluster/provider-accounts.ts';
import type { Fault } from '../fault.ts';

const PLANS = {
  quick: { scheduled: 20, spreadMs: 10_000, laterMs: 0 },
  normal: { scheduled: 200, spreadMs: 30_000, laterMs: 65_000 },
  long: { scheduled: 2_000, spreadMs: 58_000, laterMs: 300_000 },
} as const;

const HOUR_MS = 3_600_000;
const LOAD_PER_SECOND = 20;
const LOAD_MS = 10_000;
const DEADLINE_MS = 5_000;
const SMTP_CONNECTIONS = 10;
/** RELIABILITY.md, F13. */
const MOST_EARLY_MS = 2_000;
/** A job that was moved by a clock that is ahead is found by the reconciler a minute after it was due. */
const MOST_LATE_MS = 90_000;
const SKEW = path.resolve(import.meta.dirname, '../cluster/skew-clock.ts');
const RUNS_AGAIN = 'a job had stalled and runs again';

/**
 * F13: one worker's clock is an hour ahead, another's an hour behind. What they send is timed by the
 * ledger of another process, whose clock is right.
 */
export const clockSkewed: Fault = {
  id: 'F13',
  title: 'workers an hour ahead and an hour behind',
  redis: 'any',
  run: async (lab) => {
    const { scheduled, spreadMs, laterMs } = PLANS[lab.pace];
    const sandbox = await lab.startSandbox();
    const settings = { deadlineMs: DEADLINE_MS, maxConnections: SMTP_CONNECTIONS };
    const accounts = sandboxAccounts(sandbox, settings);
    const start = (name: string, skewMs: number) => {
      const NODE_OPTIONS = `--import=${pathToFileURL(SKEW).href}?ms=${skewMs}`;
      return lab.startWorker(name, { ...accounts, NODE_OPTIONS });
    };
    const [api] = await Promise.all([
      lab.startApi(),
      start('ahead', HOUR_MS),
      start('behind', -HOUR_MS),
      lab.startWorker('straight', accounts),
    ]);
    const client = openClient([api.url], lab.apiKey);
    const load = keepSubmitting(client, { perSecond: LOAD_PER_SECOND, wish: emails('load') });
    const dueIn = (n: number) => 1_000 + Math.round((n / scheduled) * spreadMs);
    await client.submit(
      Array.from({ length: scheduled }, (_, n) => ({
        ...emails('scheduled')(n),
        delayMs: dueIn(n) + (n % 4 === 0 ? laterMs : 0),
      })),
    );
    await delay(LOAD_MS);
    await load.stop();
    await client.close();

    return {
      submissions: client.log,
      patienceMs: laterMs + spreadMs + 120_000,
      criteria: (figures, { submissions, ledger }) => {
        const dueAt = new Map(submissions.map((s) => [s.address, s.askedAt + (s.delayMs ?? 0)]));
        const offMs = ledger.map((line) => Date.parse(line.at) - (dueAt.get(line.to) ?? 0));
        const earlyMs = Math.max(0, -Math.min(...offMs));
        const latestMs = Math.max(...offMs);
        const stalled = lab.countLogged(RUNS_AGAIN);
        return [
          {
            text: `the earliest was sent ${(earlyMs / 1_000).toFixed(1)} s before its time, the latest ${(latestMs / 1_000).toFixed(1)} s after it`,
            met: earlyMs <= MOST_EARLY_MS && latestMs <= MOST_LATE_MS,
          },
          { text: `${stalled} jobs lost their locks`, met: stalled === 0 },
          { text: `${figures.duplicated} duplicates`, met: figures.duplicated === 0 },
        ];
      },
    };
  },
};
