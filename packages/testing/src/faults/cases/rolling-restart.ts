import { setTimeout as delay } from 'node:timers/promises';
import { keepSubmitting } from '../client/keep-submitting.ts';
import { openClient } from '../client/open-client.ts';
import { emailsAndWebhooks } from '../client/wishes.ts';
import type { AppProcess } from '../cluster/app-process.ts';
import { sandboxAccounts } from '../cluster/provider-accounts.ts';
import type { Fault } from '../fault.ts';

const PLANS = {
  quick: { rounds: 1, everyMs: 1_000, perSecond: 40 },
  normal: { rounds: 3, everyMs: 2_000, perSecond: 80 },
  long: { rounds: 5, everyMs: 30_000, perSecond: 100 },
} as const;

/** What the apps give themselves to stop (SHUTDOWN_GRACE), and a moment to close. */
const GRACE_MS = 30_000;
const CALL_MS = 80;
const STALLED = 'a job had stalled and runs again';

/** F20: every process is asked to stop, one after the other, under load, as a deployment does. */
export const rollingRestart: Fault = {
  id: 'F20',
  title: 'rolling restart by SIGTERM under load',
  redis: 'any',
  run: async (lab) => {
    const plan = PLANS[lab.pace];
    const sandbox = await lab.startSandbox();
    await sandbox.behave([
      { provider: 'smtp', answer: 'slow', delayMs: CALL_MS },
      { provider: 'webhook', answer: 'slow', delayMs: CALL_MS },
    ]);
    const accounts = sandboxAccounts(sandbox, { deadlineMs: 10_000, maxConnections: 10 });
    const start = (name: string) => lab.startWorker(name, accounts);
    const apis = [await lab.startApi({ name: 'api-1' }), await lab.startApi({ name: 'api-2' })];
    const workers = [await start('worker-1'), await start('worker-2')];
    const client = openClient(
      apis.map((api) => api.url),
      lab.apiKey,
    );
    const load = keepSubmitting(client, {
      perSecond: plan.perSecond,
      wish: emailsAndWebhooks('load', sandbox.url),
    });

    const ends: { name: string; how: string; ms: number }[] = [];
    const stop = async (app: AppProcess): Promise<void> => {
      await delay(plan.everyMs);
      ends.push({ name: app.name, ...(await app.terminate()) });
    };
    for (let round = 0; round < plan.rounds; round++) {
      for (const [i, worker] of workers.entries()) {
        await stop(worker);
        workers[i] = await start(worker.name);
      }
      for (const [i, api] of apis.entries()) {
        await stop(api);
        apis[i] = await lab.startApi({ name: api.name, port: api.port });
      }
    }
    await load.stop();
    await client.close();

    return {
      submissions: client.log,
      patienceMs: 60_000,
      criteria: (figures, { record }) => {
        const bad = ends.filter(({ how, ms }) => how !== 'exit code 0' || ms > GRACE_MS);
        const slowest = Math.max(...ends.map(({ ms }) => ms));
        const unknown = record.attempts.filter((a) => a.outcome === 'ambiguous').length;
        const stalled = lab.countLogged(STALLED);
        return [
          {
            text: `${ends.length - bad.length} of ${ends.length} ended with 0, the slowest in ${Math.round(slowest)} ms${bad.map(({ name, how }) => `\n      ${name}: ${how}`).join('')}`,
            met: bad.length === 0,
          },
          { text: `${stalled} jobs stalled`, met: stalled === 0 },
          { text: `${unknown} outcomes unknown`, met: unknown === 0 },
          { text: `${figures.duplicated} duplicates`, met: figures.duplicated === 0 },
        ];
      },
    };
  },
};
