import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import path from 'node:path';
import { openDatabase, type Database } from '@carillon/repositories';
import { createTestDatabase, eventually, testRedis, type TestDatabase } from '@carillon/testing';
import { CREDENTIALS_KEYS, eventDelivery, happen, makeEndpoint } from './event-endpoints.ts';
import { openWebhookSink, status, type WebhookSink } from './webhook-sink.ts';

let sink: WebhookSink;
let created: TestDatabase;
let database: Database;
const redis = testRedis();
const workers: ChildProcess[] = [];

beforeAll(async () => {
  [sink, created] = await Promise.all([openWebhookSink(), createTestDatabase()]);
  database = openDatabase({ url: created.url, applicationName: 'killer' });
  await database.pool.query('UPDATE installation SET id = $1', [redis.installationId]);
});
afterAll(async () => {
  await Promise.all(workers.map((worker) => end(worker, 'SIGTERM')));
  await database.close();
  await Promise.all([sink.close(), created.drop()]);
});

const startWorker = async (): Promise<ChildProcess> => {
  const { origin } = sink;
  const stores = { DATABASE_URL: created.url, REDIS_URL: redis.url };
  const worker = fork(path.join(import.meta.dirname, '../src/main.ts'), {
    env: { ...stores, EGRESS_ALLOW: origin, CREDENTIALS_KEYS },
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

test('an event whose worker is killed in mid-send arrives again, under the same id', async () => {
  const open: ServerResponse[] = [];
  sink.script('/hook', (response) => void open.push(response), status(200));
  const worker = await startWorker();
  const eventId = await happen(database, await makeEndpoint(database, `${sink.origin}/hook`));
  await eventually(() => expect(open).toHaveLength(1), { timeoutMs: 20_000 });
  await end(worker, 'SIGKILL');
  expect(await eventDelivery(database, eventId)).toMatchObject({ status: 'sending', attempts: 1 });
  // A lease of 20 s need not be waited for here.
  await database.pool.query(`UPDATE event_delivery SET lease_until = now()`);
  await startWorker();
  const delivered = { status: 'delivered', attempts: 2 };
  await eventually(
    async () => expect(await eventDelivery(database, eventId)).toMatchObject(delivered),
    { timeoutMs: 20_000 },
  );
  expect(sink.calls.map(({ headers }) => headers['webhook-id'])).toEqual([eventId, eventId]);
});
