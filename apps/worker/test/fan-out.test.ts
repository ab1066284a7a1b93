import type { NotificationRequest } from '@carillon/domain';
import { DEFAULT_TENANT_ID, putPreferences } from '@carillon/repositories';
import { eventually } from '@carillon/testing';
import { acceptBroadcast, makeTopic, statesOf } from './broadcasts.ts';
import { addMailAccount } from './mail-accounts.ts';
import { openMailSink, type MailSink } from './mail-sink.ts';
import { startTestWorker, type TestWorker } from './start-test-worker.ts';

let mail: MailSink;
let worker: TestWorker;

beforeAll(async () => {
  mail = await openMailSink();
  worker = await startTestWorker({ EGRESS_ALLOW: `${mail.host}:${mail.port}` });
  await addMailAccount(worker, mail);
});
afterAll(async () => {
  await worker?.stop();
  await mail?.close();
});

type Parts = Partial<NotificationRequest> & Pick<NotificationRequest, 'channels'>;

/** Accepts a broadcast and wakes the worker, as the api does. */
const send = async (topic: string, parts: Parts, scheduledAt?: Date): Promise<string> => {
  const batchId = await acceptBroadcast(worker.database, topic, parts, scheduledAt);
  worker.producer.wake('fan-out');
  return batchId;
};
const become = (batchId: string, expected: Record<string, number>) =>
  eventually(async () => expect(await statesOf(worker.database, batchId)).toEqual(expected), {
    timeoutMs: 20_000,
  });

test('every member gets the text in his inbox, once', async () => {
  await makeTopic(worker.database, 'inbox', 120);
  const batchId = await send('inbox', { channels: ['in_app'] });
  await become(batchId, { 'in_app delivered': 120 });
  const { rows } = await worker.database.pool.query(
    `SELECT count(*)::int AS items, count(DISTINCT subscriber_id)::int AS people, min(body) AS body
     FROM inbox_item WHERE subscriber_id LIKE 'inbox-%'`,
  );
  expect(rows).toEqual([{ items: 120, people: 120, body: 'Hello, inbox' }]);
});

test('who has no address for a channel is passed over there, and gets the other', async () => {
  await makeTopic(worker.database, 'partly', 9);
  const batchId = await send('partly', { channels: ['email', 'in_app'] });
  await become(batchId, { 'email sent': 6, 'email suppressed': 3, 'in_app delivered': 9 });
  const { rows } = await worker.database.pool.query(
    `SELECT DISTINCT d.last_code FROM notification n JOIN delivery d ON notification_id_of(d.id) = n.id
     WHERE n.batch_id = $1 AND d.status = 'suppressed'`,
    [batchId],
  );
  expect(rows).toEqual([{ last_code: 'no_address' }]);
});

test('a route goes from one channel to the next for each member by himself', async () => {
  const before = mail.acceptedAtMs.length;
  await makeTopic(worker.database, 'routed', 6);
  const channels = ['email', 'in_app'] as const;
  const route = { mode: 'first', channels, afterMs: 60_000 } as const;
  const batchId = await send('routed', { channels, route });
  await become(batchId, {
    'email sent': 4,
    'in_app cancelled': 4,
    'email suppressed': 2,
    'in_app delivered': 2,
  });
  expect(mail.acceptedAtMs.length - before).toBe(4);
});

test('a scheduled broadcast begins at its time, and not before', async () => {
  await makeTopic(worker.database, 'later', 3);
  const at = new Date(Date.now() + 1_500);
  const batchId = await send('later', { channels: ['in_app'] }, at);
  await become(batchId, { 'in_app delivered': 3 });
  const { rows } = await worker.database.pool.query(
    `SELECT min(d.delivered_at) >= $2 AS in_time FROM notification n
       JOIN delivery d ON notification_id_of(d.id) = n.id WHERE n.batch_id = $1`,
    [batchId, at],
  );
  expect(rows).toEqual([{ in_time: true }]);
});

test('what two broadcasts bring a member is collected in one digest of his own', async () => {
  await makeTopic(worker.database, 'weekly', 6);
  const digest = { key: 'weekly', windowMs: 2_000 };
  const parts = { channels: ['in_app'], digest } as const;
  const batchIds = [await send('weekly', parts), await send('weekly', parts)];
  for (const batchId of batchIds) await become(batchId, { 'in_app delivered': 6 });
  const { rows } = await worker.database.pool.query(
    `SELECT title, body, count(*)::int AS people FROM inbox_item
     WHERE subscriber_id LIKE 'weekly-%' GROUP BY 1, 2`,
  );
  const body = 'Hello, weekly\nHello, weekly';
  expect(rows).toEqual([{ title: '2 notifications', body, people: 6 }]);
});

test('a member who has opted out gets nothing, the others do', async () => {
  await makeTopic(worker.database, 'unwanted', 3);
  const key = { tenantId: DEFAULT_TENANT_ID, subscriberId: 'unwanted-2' };
  const categories = { offers: { in_app: false } };
  await putPreferences(worker.database, key, { categories, quietHours: null });
  const batchId = await send('unwanted', { channels: ['in_app'], category: 'offers' });
  await become(batchId, { 'in_app delivered': 2, 'in_app suppressed': 1 });
  const { rows } = await worker.database.pool.query(
    `SELECT d.last_code, n.request -> 'to' ->> 'subscriberId' AS who FROM notification n
       JOIN delivery d ON notification_id_of(d.id) = n.id
     WHERE n.batch_id = $1 AND d.status = 'suppressed'`,
    [batchId],
  );
  expect(rows).toEqual([{ last_code: 'opted_out', who: 'unwanted-2' }]);
});

test('a number in a country that is not allowed gets nothing, and the member his other channel', async () => {
  const { pool } = worker.database;
  await makeTopic(worker.database, 'abroad', 3);
  await pool.query(
    `UPDATE subscriber SET phone = CASE id WHEN 'abroad-1' THEN '+4915112345678' ELSE '+14155550100' END
     WHERE id IN ('abroad-1', 'abroad-2')`,
  );
  await pool.query(
    `INSERT INTO tenant_setting (tenant_id, settings) SELECT id, '{"sms": {"allowedCountries": ["AT"]}}'
     FROM tenant WHERE name = 'default'`,
  );
  const batchId = await send('abroad', { channels: ['sms', 'in_app'] });
  await become(batchId, { 'sms suppressed': 3, 'in_app delivered': 3 });
  const { rows } = await pool.query(
    `SELECT d.last_code AS code, count(*)::int AS n FROM notification n
       JOIN delivery d ON notification_id_of(d.id) = n.id
     WHERE n.batch_id = $1 AND d.channel = 'sms' GROUP BY 1 ORDER BY 1`,
    [batchId],
  );
  expect(rows).toEqual([
    { code: 'destination_not_allowed', n: 2 },
    { code: 'no_address', n: 1 },
  ]);
});
