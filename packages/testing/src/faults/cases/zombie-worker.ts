import { setTimeout as delay } from 'node:timers/promises';
import { keepSubmitting } from '../client/keep-submitting.ts';
import { openClient } from '../client/open-client.ts';
import { emailsAndWebhooks } from '../client/wishes.ts';
import { sandboxAccounts } from '../cluster/provider-accounts.ts';
import type { Fault } from '../fault.ts';

const PLANS = {
  quick: { stoppedMs: 15_000, perSecond: 40, deadlineMs: 500 },
  normal: { stoppedMs: 25_000, perSecond: 60, deadlineMs: 2_000 },
  long: { stoppedMs: 90_000, perSecond: 80, deadlineMs: 10_000 },
} as const;

const CALL_MS = 200;
const LOAD_AHEAD_MS = 3_000;
const SMTP_CONNECTIONS = 10;
const FENCED = 'results were fenced off: their leases were no longer ours';

/** F2: a worker is frozen in the middle of sending for longer than its leases, and wakes up again. */
export const zombieWorker: Fault = {
  id: 'F2', // row 35
  title: 'a worker frozen beyond its leases wakes up',
  redis: 'any',
  run: async (lab) => {
    const { stoppedMs, perSecond, deadlineMs } = PLANS[lab.pace];
    const sandbox = await lab.startSandbox();
    await sandbox.behave([
      { provider: 'smtp', answer: 'slow', delayMs: CALL_MS },
      { provider: 'webhook', answer: 'slow', delayMs: CALL_MS },
    ]);
    const accounts = sandboxAccounts(sandbox, { deadlineMs, maxConnections: SMTP_CONNECTIONS });
    const [api, zombie] = await Promise.all([
      lab.startApi(),
      lab.startWorker('worker-1', accounts),
      lab.startWorker('worker-2', accounts),
    ]);
    const client = openClient([api.url], lab.apiKey);
    const wish = emailsAndWebhooks('load', sandbox.url);
    const load = keepSubmitting(client, { perSecond, wish });
    await delay(LOAD_AHEAD_MS);
    zombie.signal('SIGSTOP');
    await delay(stoppedMs);
    zombie.signal('SIGCONT');
    await delay(LOAD_AHEAD_MS);
    await load.stop();
    await client.close();

    return {
      submissions: client.log,
      patienceMs: 120_000,
      criteria: (_figures, { record }) => {
        const rescued = record.attempts.filter((a) => a.code === 'worker_lost' || a.late).length;
        const fenced = lab.countLogged(FENCED);
        return [
          { text: `${rescued} of its calls were rescued meanwhile`, met: rescued > 0 },
          { text: `its late results were fenced off ${fenced} times`, met: fenced > 0 },
        ];
      },
    };
  },
};
