import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '../../eventually.ts';
import { keepSubmitting } from '../client/keep-submitting.ts';
import { openClient } from '../client/open-client.ts';
import { emails } from '../client/wishes.ts';
import { noopAccount } from '../cluster/provider-accounts.ts';
import { watchStalls } from '../cluster/watch-stalls.ts';
import type { Fault } from '../fault.ts';

const PLANS = {
  quick: { fullMs: 3_000, perSecond: 40 },
  normal: { fullMs: 12_000, perSecond: 80 },
  long: { fullMs: 60_000, perSecond: 100 },
} as const;

const AROUND_MS = 3_000;
/** What is left in half-filled pages is used up before anything is refused. */
const UNTIL_REFUSED_MS = 120_000;
const SLOWEST_REFUSAL_MS = 2_000;

const ROWS = `
SELECT (SELECT count(*) FROM notification)::int AS notifications,
  (SELECT count(*) FROM delivery)::int AS deliveries,
  (SELECT count(*) FROM delivery d WHERE NOT EXISTS (SELECT FROM notification n
    WHERE n.tenant_id = d.tenant_id AND n.id = notification_id_of(d.id)))::int AS orphans`;

interface Rows {
  readonly notifications: number;
  readonly deliveries: number;
  readonly orphans: number;
}

/**
 * F11: PostgreSQL's disk is full to the last byte. Tables cannot grow any more, and should its log
 * need a new file it stops altogether; where it has, it is started again when there is room.
 */
export const diskFull: Fault = {
  id: 'F11', // row 38
  title: "PostgreSQL's disk is full",
  redis: 'any',
  disk: 'small',
  run: async (lab) => {
    const { fullMs, perSecond } = PLANS[lab.pace];
    const account = noopAccount({ ledgerFile: lab.ledgerFile('worker-1'), delayMs: 50 });
    const [api] = await Promise.all([lab.startApi(), lab.startWorker('worker-1', account)]);
    const client = openClient([api.url], lab.apiKey);
    const stalls = watchStalls();
    const load = keepSubmitting(client, { perSecond, wish: emails('load') });
    await delay(AROUND_MS);
    lab.disk?.fill();
    await eventually(() => client.refusals.length > 0, { timeoutMs: UNTIL_REFUSED_MS });
    await delay(fullMs);
    const accepted = () => client.log.filter((s) => s.notificationId !== null).length;
    lab.disk?.clear();
    const clearedAt = performance.now();
    const hadStopped = lab.postgres.endedAs();
    if (hadStopped !== null) await lab.postgres.restart();
    const before = accepted();
    await eventually(() => accepted() > before, { timeoutMs: 60_000 });
    const recoveredMs = performance.now() - clearedAt;
    await delay(AROUND_MS);
    await load.stop();
    await client.close();
    const stalledMs = stalls.stop();
    const [rows] = (await lab.record.query<Rows>(ROWS)).rows;

    return {
      submissions: client.log,
      patienceMs: 120_000,
      criteria: (figures) => {
        const { refusals } = client;
        const slowestMs = Math.max(...refusals.map((r) => r.ms));
        const proper = refusals.filter((r) => r.status === 503 && r.retryAfter !== null);
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
            text: `${rows?.notifications} notifications and ${rows?.deliveries} deliveries for ${figures.submitted} asked for, ${rows?.orphans} in part`,
            met:
              rows?.notifications === figures.submitted &&
              rows.deliveries === figures.submitted &&
              rows.orphans === 0,
          },
          {
            text: `accepted again ${(recoveredMs / 1_000).toFixed(1)} s after there was room (PostgreSQL had ${hadStopped === null ? 'gone on' : `ended with ${hadStopped}`})`,
            met: recoveredMs <= 30_000,
          },
        ];
      },
    };
  },
};
