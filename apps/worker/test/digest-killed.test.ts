import { deliveryIdOf, notificationIdFrom } from '@carillon/domain';
import { acceptFlush, DEFAULT_TENANT_ID, type Database } from '@carillon/repositories';
import { eventually } from '@carillon/testing';
import { v7 as uuidv7 } from 'uuid';
import type { WebhookSink } from './webhook-sink.ts';
import { endProcess, openWorkerProcesses, type WorkerProcesses } from './worker-processes.ts';

let database: Database;
let sink: WebhookSink;
let workers: WorkerProcesses;

beforeEach(async () => {
  workers = await openWorkerProcesses();
  ({ database, sink } = workers);
});
afterEach(() => workers.close());

const HOUR_MS = 3_600_000;
/** Accepts three items of one digest, as the api does. */
const collect = async (): Promise<void> => {
  const notifications = ['one', 'two', 'three'].map((body) => {
    const id = notificationIdFrom(uuidv7());
    const digest = { key: 'k', windowMs: 1, maxItems: 10, templateKey: '', size: 10 };
    const request = { to: {}, channels: ['webhook'], content: { body } };
    const delivery = { id: deliveryIdOf(id, 1), channel: 'webhook', dispatchId: null } as const;
    return {
      id,
      request: JSON.stringify({ ...request, deliveryMode: 'at_least_once', category: 'c' }),
      rank: 3,
      category: 'c',
      entityType: null,
      entityId: null,
      correlationId: null,
      scheduledAt: null,
      expiresAt: new Date(Date.now() + HOUR_MS),
      deliveries: [
        {
          ...delivery,
          address: `${sink.origin}/a`,
          status: 'scheduled',
          dueAt: new Date(),
          maxAttempts: 5,
          atMostOnce: false,
          digest,
        } as const,
      ],
    };
  });
  const request = { requestId: uuidv7(), tenantId: DEFAULT_TENANT_ID, apiKeyId: null };
  await acceptFlush(database, {
    requests: [{ ...request, idempotency: null, batch: null, notifications }],
    dispatches: [],
  });
};
const one = async (text: string) => (await database.pool.query(text)).rows[0];

test('a worker that is killed in the middle of a flush has flushed nothing; the next flushes once', async () => {
  await collect();
  const blocker = await database.pool.connect();
  await blocker.query('BEGIN; LOCK TABLE notification IN SHARE MODE');
  const victim = await workers.start();
  // Its members are taken, and it waits to store what they are sent as.
  const waiting = `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database()
    AND application_name = 'carillon-worker' AND wait_event_type = 'Lock' AND query ~ 'INSERT INTO notification'`;
  await eventually(async () => expect((await one(waiting)).n).toBe(1));
  await endProcess(victim, 'SIGKILL');
  await blocker.query('ROLLBACK');
  blocker.release();
  await eventually(async () =>
    expect(
      await one(`SELECT count(*)::int AS n FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'carillon-worker'`),
    ).toEqual({ n: 0 }),
  );
  expect(await one('SELECT flushed_at FROM digest')).toEqual({ flushed_at: null });
  expect(await one(`SELECT count(*)::int AS n FROM delivery WHERE status = 'scheduled'`)).toEqual({
    n: 3,
  });

  await Promise.all([workers.start(), workers.start()]);
  const sent = `SELECT count(*)::int AS n FROM delivery WHERE status = 'sent'`;
  await eventually(async () => expect(await one(sent)).toEqual({ n: 4 }), { timeoutMs: 20_000 });
  const ledger = sink.callsTo('/a').map(({ body }) => JSON.parse(body).data);
  expect(ledger).toMatchObject([{ title: '3 notifications', body: 'one\ntwo\nthree' }]);
});
