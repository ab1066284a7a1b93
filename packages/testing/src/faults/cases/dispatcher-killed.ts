import { eventually } from '../../eventually.ts';
import { keepSubmitting } from '../client/keep-submitting.ts';
import { openClient } from '../client/open-client.ts';
import { emails } from '../client/wishes.ts';
import { holdsJob, openAddTrap, type Moment } from '../cluster/add-trap.ts';
import type { Lab } from '../cluster/lab.ts';
import { noopAccount } from '../cluster/provider-accounts.ts';
import type { Fault } from '../fault.ts';

const PLANS = {
  quick: { kills: 1, perSecond: 20 },
  normal: { kills: 4, perSecond: 40 },
  long: { kills: 20, perSecond: 60 },
} as const;

/** An api without a Redis leaves every delivery to the dispatchers. */
const NO_REDIS = 'redis://127.0.0.1:1';
/** Long enough for a job that was added to be seen in Redis. */
const CALL_MS = 1_000;
/**
 * Calls of the worker that is killed do not come to their end before it is: a duplicate would be the
 * dispatcher's.
 */
const ENDLESS_CALL_MS = 9_000;
/** The reconciler looks every 5 s (and jitter) at what is older than 5 s. */
const MOST_WAIT_MS = 15_000;

interface Kill {
  readonly moment: Moment;
  /** A dispatch that PostgreSQL had at that moment. */
  readonly committed: boolean;
  /** Whether Redis had its job. */
  readonly stored: boolean;
  /** How long PostgreSQL believed in that dispatch, in ms; infinite when it still did at the end. */
  readonly settledMs: Promise<number>;
}

const DISPATCH = 'SELECT 1 FROM dispatch WHERE id = $1';

/** What PostgreSQL and Redis know of a dispatch whose dispatcher was just killed. */
const inspect = async (lab: Lab, moment: Moment, dispatchId: string): Promise<Kill> => {
  const begun = performance.now();
  const isThere = async () => (await lab.record.query(DISPATCH, [dispatchId])).rowCount === 1;
  const stored = await holdsJob(lab.redis.url, dispatchId);
  const committed = await isThere();
  const settledMs = eventually(async () => !(await isThere()), {
    timeoutMs: 2 * MOST_WAIT_MS,
  }).then(
    () => performance.now() - begun,
    () => Infinity,
  );
  return { moment, committed, stored, settledMs };
};

/**
 * F4: a dispatcher is killed when PostgreSQL has its dispatch and Redis not yet the job, and when
 * Redis has the job and nobody has heard so. No job may be lost, none may be sent twice.
 */
export const dispatcherKilled: Fault = {
  id: 'F4',
  title: 'kill -9 of a dispatcher around adding its jobs',
  redis: 'any',
  run: async (lab) => {
    const { kills: count, perSecond } = PLANS[lab.pace];
    const trap = await openAddTrap(lab.redis.url);
    const startVictim = () =>
      lab.startWorker('victim', {
        ...noopAccount({ ledgerFile: lab.ledgerFile('victim'), delayMs: ENDLESS_CALL_MS }),
        REDIS_URL: trap.url,
        JOBS_PER_CHANNEL: '1',
      });
    const account = noopAccount({ ledgerFile: lab.ledgerFile('worker-1'), delayMs: CALL_MS });
    const [api, first] = await Promise.all([
      lab.startApi({ env: { REDIS_URL: NO_REDIS } }),
      startVictim(),
      lab.startWorker('worker-1', account),
    ]);
    let victim = first;
    const client = openClient([api.url], lab.apiKey);
    const load = keepSubmitting(client, { perSecond, wish: emails('load') });

    const kills: Kill[] = [];
    for (const moment of Array.from({ length: count }, () => ['before', 'after'] as const).flat()) {
      const dispatchId = await trap.arm(moment, () => victim.signal('SIGKILL'));
      await victim.exited;
      kills.push(await inspect(lab, moment, dispatchId));
      victim = await startVictim();
    }
    await load.stop();
    await client.close();
    const remade = kills.filter((kill) => kill.moment === 'before').map((kill) => kill.settledMs);
    const slowestMs = Math.max(...(await Promise.all(remade)));
    await victim.terminate();
    await trap.close();

    return {
      submissions: client.log,
      patienceMs: 90_000,
      criteria: (figures) => {
        const before = kills.filter((k) => k.moment === 'before' && k.committed && !k.stored);
        const after = kills.filter((k) => k.moment === 'after' && k.committed && k.stored);
        return [
          {
            text: `${before.length} of ${count} kills fell between its update and addBulk`,
            met: before.length === count,
          },
          {
            text: `${after.length} of ${count} kills fell between addBulk and its next step`,
            met: after.length === count,
          },
          {
            text: `jobs that Redis never got were made again within ${(slowestMs / 1_000).toFixed(1)} s`,
            met: slowestMs <= MOST_WAIT_MS,
          },
          { text: `${figures.duplicated} duplicates`, met: figures.duplicated === 0 },
        ];
      },
    };
  },
};
