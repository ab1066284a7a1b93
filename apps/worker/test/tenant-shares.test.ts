import { randomUUID } from 'node:crypto';
import { eventually } from '@carillon/testing';
import { startTestWorker, type TestWorker } from './start-test-worker.ts';
import { openWebhookSink, type WebhookSink } from './webhook-sink.ts';

let sink: WebhookSink;
let worker: TestWorker;

beforeEach(async () => {
  sink = await openWebhookSink();
  worker = await startTestWorker({ EGRESS_ALLOW: sink.origin, JOBS_PER_CHANNEL: '2' });
});
afterEach(async () => {
  // What hangs is cut, so that stopping need not wait for its deadline.
  await sink.close();
  await worker.stop();
});

test('a tenant whose endpoints hang leaves half of the jobs to another', async () => {
  const tenantId = randomUUID();
  await worker.database.pool.query('INSERT INTO tenant (id, name) VALUES ($1, $2)', [
    tenantId,
    tenantId,
  ]);
  const other = async (path: string): Promise<void> => {
    const [id = ''] = await worker.accept([{ address: sink.origin + path }], { tenantId });
    await eventually(
      async () => expect(await worker.delivery(id)).toMatchObject({ status: 'sent' }),
      { timeoutMs: 5_000 },
    );
  };
  await other('/first');
  const hanging = sink.script('/hang', () => {});
  for (let n = 0; n < 4; n += 1) await worker.accept([{ address: hanging }]);
  await eventually(() => expect(sink.callsTo('/hang').length).toBeGreaterThan(0));
  await other('/second');
  expect(sink.callsTo('/hang')).toHaveLength(1);
});
