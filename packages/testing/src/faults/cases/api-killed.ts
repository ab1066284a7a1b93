import { keepSubmitting } from '../client/keep-submitting.ts';
import { openClient } from '../client/open-client.ts';
import { emails } from '../client/wishes.ts';
import { openCommitProxy } from '../cluster/commit-proxy.ts';
import { noopAccount } from '../cluster/provider-accounts.ts';
import type { Fault } from '../fault.ts';

const PLANS = {
  quick: { kills: 1, perSecond: 20 },
  normal: { kills: 5, perSecond: 20 },
  long: { kills: 20, perSecond: 50 },
} as const;

const COMMITTED = 'SELECT id FROM notification WHERE correlation_id = $1';

/**
 * F3: the api is killed when PostgreSQL has committed and before it has heard so. No job was added to
 * Redis and no client has an answer; all of them ask again with the same key.
 */
export const apiKilled: Fault = {
  id: 'F3',
  title: 'kill -9 of the api between commit and answer',
  redis: 'any',
  run: async (lab) => {
    const plan = PLANS[lab.pace];
    const proxy = await openCommitProxy(lab.databaseUrl);
    const env = { DATABASE_URL: proxy.url };
    const account = noopAccount({ ledgerFile: lab.ledgerFile('worker-1'), delayMs: 5 });
    const [first] = await Promise.all([
      lab.startApi({ env }),
      lab.startWorker('worker-1', account),
    ]);
    let api = first;
    const client = openClient([api.url], lab.apiKey);
    const load = keepSubmitting(client, { perSecond: plan.perSecond, wish: emails('load') });

    const committed = new Map<string, string>();
    for (let kill = 0; kill < plan.kills; kill++) {
      const address = `kill-${kill}@example.com`;
      const isCommitted = async () => {
        const { rows } = await lab.record.query<{ id: string }>(COMMITTED, [address]);
        for (const { id } of rows) committed.set(address, id);
        return rows.length > 0;
      };
      const struck = proxy.arm(isCommitted, () => api.signal('SIGKILL'));
      const answered = client.submit([{ channel: 'email', address, correlationId: address }]);
      await struck;
      await api.exited;
      api = await lab.startApi({ env, port: api.port });
      await answered;
    }
    await load.stop();
    await client.close();

    return {
      submissions: client.log,
      patienceMs: 60_000,
      criteria: (figures, { ledger }) => {
        const targets = client.log.filter((s) => committed.has(s.address));
        const same = targets.filter((s) => s.notificationId === committed.get(s.address));
        const once = targets.filter((s) => ledger.filter((l) => l.to === s.address).length === 1);
        return [
          {
            text: `${targets.length} of ${plan.kills} kills fell between commit and answer`,
            met: targets.length === plan.kills && targets.every((s) => s.tries > 1),
          },
          {
            text: `${same.length} of them got the committed id with the same key, as a replay`,
            met: same.length === plan.kills && same.every((s) => s.replayed),
          },
          { text: `${once.length} of them sent exactly once`, met: once.length === plan.kills },
          { text: `${figures.duplicated} duplicates`, met: figures.duplicated === 0 },
        ];
      },
    };
  },
};
