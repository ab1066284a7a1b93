import { setTimeout as delay } from 'node:timers/promises';
import { keepSubmitting } from '../client/keep-submitting.ts';
import { openClient } from '../client/open-client.ts';
import { emailsAndWebhooks } from '../client/wishes.ts';
import type { AppProcess } from '../cluster/app-process.ts';
import { sandboxAccounts } from '../cluster/provider-accounts.ts';
import type { Fault } from '../fault.ts';
import { slowestRecoveryMs } from '../verdict/slowest-recovery.ts';

const PLANS = {
  quick: { workers: 2, kills: 2, everyMs: 1_000, perSecond: 40, deadlineMs: 500 },
  normal: { workers: 2, kills: 6, everyMs: 4_000, perSecond: 60, deadlineMs: 2_000 },
  long: { workers: 2, kills: 20, everyMs: 10_000, perSecond: 80, deadlineMs: 10_000 },
} as const;

/** Sent at once right before each kill, so that the worker has its hands full. */
const BURST = 100;
const BURST_AHEAD_MS = 250;
/** A provider that takes its time: most of a kill's victims are in the middle of a call. */
const CALL_MS = 80;
/** Calls of one worker at once; what was claimed beyond them was not begun and cannot be doubled. */
const SMTP_CONNECTIONS = 10;
const WEBHOOK_CONNECTIONS = 64;

/** F1: a worker is killed in the middle of sending, over and over, and started again each time. */
export const workerKilled: Fault = {
  id: 'F1',
  title: 'kill -9 of a worker under load',
  redis: 'any',
  run: async (lab) => {
    const plan = PLANS[lab.pace];
    const sandbox = await lab.startSandbox();
    await sandbox.behave([
      { provider: 'smtp', answer: 'slow', delayMs: CALL_MS },
      { provider: 'webhook', answer: 'slow', delayMs: CALL_MS },
    ]);
    const accounts = sandboxAccounts(sandbox, {
      deadlineMs: plan.deadlineMs,
      maxConnections: SMTP_CONNECTIONS,
    });
    const start = (name: string) => lab.startWorker(name, accounts);
    const names = Array.from({ length: plan.workers }, (_, i) => `worker-${i + 1}`);
    const [api, ...workers] = await Promise.all([lab.startApi(), ...names.map(start)]);
    const client = openClient([api.url], lab.apiKey);
    const load = keepSubmitting(client, {
      perSecond: plan.perSecond,
      wish: emailsAndWebhooks('load', sandbox.url),
    });

    const killedAt: number[] = [];
    for (let kill = 0; kill < plan.kills; kill++) {
      await delay(plan.everyMs - BURST_AHEAD_MS);
      const burst = emailsAndWebhooks(`burst${kill}`, sandbox.url);
      const bursting = client.submit(Array.from({ length: BURST }, (_, n) => burst(n)));
      await delay(BURST_AHEAD_MS);
      const at = Math.floor(Math.random() * workers.length);
      const victim = workers[at] as AppProcess;
      killedAt.push(Date.now());
      await victim.kill();
      workers[at] = await start(victim.name);
      await bursting;
    }
    await load.stop();
    await client.close();

    const mostDuplicates = plan.kills * (SMTP_CONNECTIONS + WEBHOOK_CONNECTIONS);
    const bound = (plan.deadlineMs + 25_000) / 1_000;
    return {
      submissions: client.log,
      patienceMs: 120_000,
      criteria: (figures, evidence) => {
        const slowest = slowestRecoveryMs(evidence, killedAt) / 1_000;
        const lost = evidence.record.attempts.filter((a) => a.code === 'worker_lost').length;
        return [
          { text: `${lost} attempts lost with ${plan.kills} workers`, met: lost > 0 },
          {
            text: `${figures.duplicated} duplicates, at most ${mostDuplicates} (kills × concurrency)`,
            met: figures.duplicated <= mostDuplicates,
          },
          {
            text: `sent again within ${slowest.toFixed(1)} s of the kill, at most ${bound} s`,
            met: slowest <= bound,
          },
        ];
      },
    };
  },
};
