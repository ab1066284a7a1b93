import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { deliveryIdOf, notificationIdFrom } from '@carillon/domain';
import {
  acceptFlush,
  DEFAULT_TENANT_ID,
  openDatabase,
  type Database,
} from '@carillon/repositories';
import { createTestDatabase, eventually, testRedis, type TestDatabase } from '@carillon/testing';
import { v7 as uuidv7 } from 'uuid';
import { openWebhookSink, type WebhookSink } from './webhook-sink.ts';

let sink: WebhookSink;
let created: TestDatabase;
let database: Database;
const redis = testRedis();
const workers: ChildProcess[] = [];

beforeEach(async () => {
  [sink, created] = await Promise.all([openWebhookSink(), createTestDatabase()]);
  database = openDatabase({ url: created.url, applicationName: 'killer' });
  await database.pool.query('UPDATE installation SET id = $1', [redis.installationId]);
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => end(worker, 'SIGTERM')));
  await database.close();
  await Promise.all([sink.close(), created.drop()]);
});

const startWorker = async (): Promise<ChildProcess> => {
  const worker = fork(path.join(import.meta.dirname, '../src/main.ts'), {
    env: { DATABASE_URL: created.url, REDIS_URL: redis.url, EGRESS_ALLOW: sink.origin },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    silent: true,
  });
  workers.push(worker);
  await once(worker, 'message');
  return worker;
};
const end = async (worker: ChildProcess, signal: NodeJS.Signals): Promise<void> => {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  worker.kill(signal);
  await once(worker, 'exit');
};

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
  const victim = await startWorker();
  // Its members are taken, and it waits to store what they are sent as.
  const waiting = `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database()
    AND application_name = 'carillon-worker' AND wait_event_type = 'Lock' AND query ~ 'INSERT INTO notification'`;
  await eventually(async () => expect((await one(waiting)).n).toBe(1));
  await end(victim, 'SIGKILL');
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

  await Promise.all([startWorker(), startWorker()]);
  const sent = `SELECT count(*)::int AS n FROM delivery WHERE status = 'sent'`;
  await eventually(async () => expect(await one(sent)).toEqual({ n: 4 }), { timeoutMs: 20_000 });
  const ledger = sink.callsTo('/a').map(({ body }) => JSON.parse(body).data);
  expect(ledger).toMatchObject([{ title: '3 notifications', body: 'one\ntwo\nthree' }]);
});
