import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '../../eventually.ts';
import { keepSubmitting } from '../client/keep-submitting.ts';
import { openClient } from '../client/open-client.ts';
import { emails } from '../client/wishes.ts';
import type { Lab } from '../cluster/lab.ts';
import { noopAccount } from '../cluster/provider-accounts.ts';
import { startWatchedRedis, type WatchedRedis } from '../cluster/start-watched-redis.ts';
import { tellRedis } from '../cluster/tell-redis.ts';
import type { Fault } from '../fault.ts';

const PLANS = {
  quick: { queued: 500, perSecond: 20 },
  normal: { queued: 2_000, perSecond: 40 },
  long: { queued: 10_000, perSecond: 100 },
} as const;

const PER_REQUEST = 100;
const CALL_MS = 500;
/** So few jobs at a time that most wait when the primary goes. */
const JOBS_AT_ONCE = '2';
const AROUND_MS = 3_000;
const FAILOVER_MS = 60_000;
/** The reconciler looks every 5 s (and jitter) at what is older than 5 s; then it has to work. */
const MOST_WAIT_MS = 15_000;

const DISPATCHES = 'SELECT id FROM dispatch';

/** The dispatches that PostgreSQL believes in and that a Redis has no job of. */
const jobsMissing = async (lab: Lab, redisUrl: string): Promise<string[]> => {
  const { rows } = await lab.record.query<{ id: string }>(DISPATCHES);
  const keys = await tellRedis(redisUrl, 'KEYS *');
  return rows.map(({ id }) => id).filter((id) => !keys.includes(id));
};

/** Resolves when the Sentinels name another primary than that one, which takes writes. */
const untilPromoted = (redis: WatchedRedis, before: string): Promise<string> =>
  eventually(
    async () => {
      const now = await redis.primaryUrl();
      return now !== before && (await tellRedis(now, 'ROLE')).includes('master') && now;
    },
    { timeoutMs: FAILOVER_MS, everyMs: 50 },
  ) as Promise<string>;

/**
 * F9: the primary dies with jobs that no replica has: the api was told that they are stored, and the
 * new primary has never heard of them. Then a second failover, asked for, under load.
 */
export const redisFailedOver: Fault = {
  id: 'F9',
  title: 'Redis fails over (Sentinel) with unreplicated jobs',
  redis: 'server',
  run: async (lab) => {
    const { queued, perSecond } = PLANS[lab.pace];
    const redis = await startWatchedRedis(lab);
    const env = { REDIS_URL: redis.url };
    const start = (name: string) =>
      lab.startWorker(name, {
        ...noopAccount({ ledgerFile: lab.ledgerFile(name), delayMs: CALL_MS }),
        ...env,
        JOBS_PER_CHANNEL: JOBS_AT_ONCE,
      });
    const [api] = await Promise.all([lab.startApi({ env }), start('worker-1'), start('worker-2')]);
    const client = openClient([api.url], lab.apiKey);
    const load = keepSubmitting(client, { perSecond, wish: emails('load') });
    await delay(AROUND_MS);

    const primary = await redis.primaryUrl();
    await redis.stopReplication();
    for (let n = 0; n < queued; n += PER_REQUEST) {
      await client.submit(Array.from({ length: PER_REQUEST }, (_, i) => emails('queued')(n + i)));
    }
    await redis.killPrimary();
    const killedAt = performance.now();
    const second = await untilPromoted(redis, primary);
    const promotedAt = performance.now();
    const missing = await jobsMissing(lab, second);
    const isRebuilt = async () => {
      const left = await jobsMissing(lab, second);
      return !missing.some((id) => left.includes(id));
    };
    await eventually(isRebuilt, { timeoutMs: 2 * MOST_WAIT_MS, everyMs: 50 }).catch(() => {});
    const rebuiltMs = performance.now() - promotedAt;
    await redis.failOver();
    await untilPromoted(redis, second);
    await delay(AROUND_MS);
    await load.stop();
    await client.close();

    return {
      submissions: client.log,
      patienceMs: 120_000,
      criteria: (figures) => [
        {
          text: `${missing.length} jobs that had been stored were unknown to the new primary, promoted ${((promotedAt - killedAt) / 1_000).toFixed(1)} s after the kill`,
          met: missing.length > 0,
        },
        {
          text: `all of them made again or ended ${(rebuiltMs / 1_000).toFixed(1)} s after its promotion`,
          met: rebuiltMs <= MOST_WAIT_MS,
        },
        {
          text: `${figures.recovered} of ${figures.submitted} had to be asked for twice`,
          met: figures.recovered === 0,
        },
        { text: `${figures.duplicated} duplicates`, met: figures.duplicated === 0 },
      ],
    };
  },
};
