import { setTimeout as delay } from 'node:timers/promises';
import { keepSubmitting } from '../client/keep-submitting.ts';
import { openClient } from '../client/open-client.ts';
import { emails } from '../client/wishes.ts';
import { openRelay } from '../cluster/open-relay.ts';
import { sandboxAccounts } from '../cluster/provider-accounts.ts';
import type { Fault } from '../fault.ts';

const PLANS = {
  quick: { partedMs: 15_000, perSecond: 20 },
  normal: { partedMs: 18_000, perSecond: 40 },
  long: { partedMs: 90_000, perSecond: 60 },
} as const;

const DEADLINE_MS = 1_000;
const CALL_MS = 200;
const AROUND_MS = 4_000;
const SMTP_CONNECTIONS = 10;

interface Partition {
  readonly from: string;
  readonly complaints: number;
  readonly perSecond: number;
  /** The sort of line that there was most of. */
  readonly mostly: string;
}

const mostFrequent = (messages: readonly string[]): string => {
  const groups = [...Map.groupBy(messages, (message) => message)];
  return groups.toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? 'nothing';
};

/**
 * F12: one of two workers is parted from PostgreSQL, from Redis and from its provider, one after the
 * other, each time for longer than its leases and locks last. Nobody tells it: what it sends is on its
 * way until the partition is healed.
 */
export const workerParted: Fault = {
  id: 'F12',
  title: 'a worker parted from PostgreSQL, Redis, its provider',
  redis: 'server',
  run: async (lab) => {
    const { partedMs, perSecond } = PLANS[lab.pace];
    const sandbox = await lab.startSandbox();
    await sandbox.behave([{ provider: 'smtp', answer: 'slow', delayMs: CALL_MS }]);
    const relays = {
      PostgreSQL: await openRelay(lab.databaseUrl),
      Redis: await openRelay(lab.redis.url),
      'its provider': await openRelay(`smtp://127.0.0.1:${sandbox.smtpPort}`),
    };
    for (const relay of Object.values(relays)) lab.atEnd(() => relay.close());
    const settings = { deadlineMs: DEADLINE_MS, maxConnections: SMTP_CONNECTIONS };
    const smtpPort = Number(new URL(relays['its provider'].url).port);
    const parted = {
      ...sandboxAccounts({ ...sandbox, smtpPort }, settings),
      DATABASE_URL: relays.PostgreSQL.url,
      REDIS_URL: relays.Redis.url,
      EGRESS_ALLOW: `${sandbox.url},127.0.0.1:${smtpPort}`,
    };
    const [api] = await Promise.all([
      lab.startApi(),
      lab.startWorker('parted', parted),
      lab.startWorker('worker-1', sandboxAccounts(sandbox, settings)),
    ]);
    const client = openClient([api.url], lab.apiKey);
    const load = keepSubmitting(client, { perSecond, wish: emails('load') });

    const partitions: Partition[] = [];
    for (const [from, relay] of Object.entries(relays)) {
      await delay(AROUND_MS);
      relay.part();
      const partedAt = Date.now();
      await delay(partedMs);
      const messages = lab
        .logOf('parted')
        .filter((line) => line.level !== 'info' && line.at >= partedAt)
        .map((line) => line.message);
      relay.heal();
      const complaints = messages.length;
      const rate = complaints / (partedMs / 1_000);
      partitions.push({ from, complaints, perSecond: rate, mostly: mostFrequent(messages) });
    }
    await delay(AROUND_MS);
    await load.stop();
    await client.close();

    return {
      submissions: client.log,
      patienceMs: 120_000,
      criteria: (figures, { record }) => {
        const rescued = record.attempts.filter((a) => a.code === 'worker_lost' || a.late).length;
        const timeouts = record.attempts.filter((a) => a.code === 'timeout').length;
        return [
          {
            text: `${rescued} of its calls were rescued, ${timeouts} ended by their deadline`,
            met: rescued + timeouts > 0,
          },
          {
            text: `${figures.duplicated} duplicates, ${figures.explained} of unknown outcome`,
            met: figures.duplicated === figures.explained,
          },
          ...partitions.map(({ from, complaints, perSecond: rate, mostly }) => ({
            text: `without ${from}: ${complaints} warnings, ${rate.toFixed(2)} a second (most: ${mostly})`,
            met: rate <= 1,
          })),
        ];
      },
    };
  },
};
