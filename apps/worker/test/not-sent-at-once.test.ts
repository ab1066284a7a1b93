import { randomUUID } from 'node:crypto';
import { claimDeliveries, cancelNotification, DEFAULT_TENANT_ID } from '@carillon/repositories';
import { eventually } from '@carillon/testing';
import { notificationIdOf } from '@carillon/domain';
import { startTestWorker, type TestWorker } from './start-test-worker.ts';
import { openWebhookSink, status, type WebhookSink } from './webhook-sink.ts';

let sink: WebhookSink;
let worker: TestWorker;

beforeAll(async () => {
  sink = await openWebhookSink();
  worker = await startTestWorker({ EGRESS_ALLOW: sink.origin });
});
afterAll(async () => {
  await worker?.stop();
  await sink?.close();
});

const becomes = (id: string, expected: Record<string, unknown>, timeoutMs = 15_000) =>
  eventually(async () => expect(await worker.delivery(id)).toMatchObject(expected), { timeoutMs });
const fast = { retry: { maxAttempts: 3, baseMs: 100 } };

test('what was cancelled in time is never sent', async () => {
  const address = sink.script('/cancelled');
  const [id = ''] = await worker.accept([{ address }], { enqueue: false });
  await cancelNotification(worker.database, {
    tenantId: DEFAULT_TENANT_ID,
    id: notificationIdOf(id),
  });
  const { rows } = await worker.database.pool.query(
    'SELECT id, delivery_ids FROM dispatch WHERE $1 = ANY (delivery_ids)',
    [id],
  );
  const job = { tenantId: DEFAULT_TENANT_ID, channel: 'webhook', rank: 3 } as const;
  await worker.producer.add([{ ...job, id: rows[0].id, deliveryIds: [id] }]);
  await eventually(async () =>
    expect((await worker.producer.existing([{ ...job, id: rows[0].id }])).size).toBe(0),
  );
  expect(await worker.delivery(id)).toMatchObject({ status: 'cancelled', attempts: 0 });
  expect(sink.callsTo('/cancelled')).toEqual([]);
});

test('what is due in a moment is sent within a second of it', async () => {
  const address = sink.script('/later');
  const dueAt = new Date(Date.now() + 1_500);
  const [id = ''] = await worker.accept([{ address, delivery: { dueAt, status: 'scheduled' } }], {
    riding: false,
  });
  await becomes(id, { status: 'sent' });
  const { sent_at: sentAt } = await worker.delivery(id);
  const lateMs = (sentAt as Date).getTime() - dueAt.getTime();
  expect(lateMs).toBeGreaterThanOrEqual(0);
  expect(lateMs).toBeLessThan(1_000);
});

test('what waits past its time expires, with a dead letter', async () => {
  const soon = new Date(Date.now() + 500);
  const [id = ''] = await worker.accept(
    [
      {
        address: sink.script('/expired'),
        delivery: { dueAt: new Date(Date.now() + 60_000), status: 'scheduled' },
        notification: { expiresAt: soon },
      },
    ],
    { riding: false },
  );
  await becomes(id, { status: 'expired', last_code: 'expired' });
  expect(sink.callsTo('/expired')).toEqual([]);
});

test('a job that was never queued is found missing, and its deliveries are sent all the same', async () => {
  const [id = ''] = await worker.accept([{ address: sink.script('/missing') }], { enqueue: false });
  await becomes(id, { status: 'sent', attempts: 1 }, 25_000);
  expect(sink.callsTo('/missing')).toHaveLength(1);
});

test('what a dead worker was sending is rescued: its outcome is unknown, so it is sent again', async () => {
  const orders = (['at_least_once', 'at_most_once'] as const).map((deliveryMode) => ({
    address: sink.script(`/rescued-${deliveryMode}`),
    request: { ...fast, deliveryMode },
  }));
  const ids = await worker.accept(orders, { enqueue: false });
  const { rows } = await worker.database.pool.query(
    'SELECT id FROM dispatch WHERE $1 = ANY (delivery_ids)',
    [ids[0]],
  );
  const claim = {
    dispatchId: rows[0].id,
    tenantId: DEFAULT_TENANT_ID,
    deliveryIds: ids,
    leaseMs: 1,
  };
  expect(await claimDeliveries(worker.database, randomUUID(), [claim])).toHaveLength(2);
  const [least = '', most = ''] = ids;
  await becomes(least, { status: 'sent', attempts: 2, crashes: 1 }, 25_000);
  await becomes(most, { status: 'failed', last_code: 'outcome_unknown' }, 25_000);
  expect(await worker.attempts(least)).toMatchObject([
    { outcome: 'ambiguous', code: 'worker_lost' },
    { outcome: 'accepted' },
  ]);
  expect(sink.callsTo('/rescued-at_most_once')).toEqual([]);
});

test('an inbox item is there as soon as its delivery is delivered', async () => {
  await worker.database.pool.query(`INSERT INTO subscriber (tenant_id, id) VALUES ($1, 'ada')`, [
    DEFAULT_TENANT_ID,
  ]);
  const [id = ''] = await worker.accept([{ channel: 'in_app', address: 'ada' }]);
  await becomes(id, { status: 'delivered', attempts: 1 });
  const { rows } = await worker.database.pool.query('SELECT * FROM inbox_item WHERE id = $1', [id]);
  expect(rows).toMatchObject([{ subscriber_id: 'ada', body: 'Hello', version: '1' }]);
});

test('row 31: a suppressed address gets no call', async () => {
  const address = sink.script('/unwanted');
  await worker.database.pool.query(
    `INSERT INTO suppression (tenant_id, channel, address_key, address, reason) VALUES ($1, 'webhook', lower($2), $2, 'test')`,
    [DEFAULT_TENANT_ID, address],
  );
  const [id = ''] = await worker.accept([{ address }]);
  await becomes(id, { status: 'suppressed', last_code: 'suppressed_address' });
  expect(sink.callsTo('/unwanted')).toEqual([]);
});

test('row 27: a receiver that is gone for good (410) is suppressed: no more calls to it', async () => {
  const address = sink.script('/gone', status(410));
  const [first = ''] = await worker.accept([{ address }]);
  await becomes(first, { status: 'failed', last_outcome: 'permanent_recipient' });
  const [second = ''] = await worker.accept([{ address }]);
  await becomes(second, { status: 'suppressed' });
  expect(sink.callsTo('/gone')).toHaveLength(1);
});
