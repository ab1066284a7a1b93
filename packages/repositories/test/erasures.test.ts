import { randomUUID } from 'node:crypto';
import { deliveryIdOf } from '@carillon/domain';
import {
  acceptFlush,
  claimDeliveries,
  continueErasure,
  DEFAULT_TENANT_ID,
  eraseRecent,
  eraseSubscriber,
  giveBackDeliveries,
  putDevice,
  putPreferences,
  putSubscriber,
  recordResults,
  type ClaimedDelivery,
} from '../src/index.ts';
import { claimOf, flushOf, type FlushShape } from './flush-of.ts';
import { resultOf } from './result-of.ts';
import { testDatabase } from './test-database.ts';

const database = testDatabase();
const tenantId = DEFAULT_TENANT_ID;
const content = { title: 'For Ada', body: 'Dear Ada', data: { city: 'London' } };

const subscribe = async (id: string): Promise<void> => {
  const known = { phone: null, name: 'Ada', locale: null, timezone: null, data: { vip: true } };
  await putSubscriber(database(), { tenantId, id, email: `${id}@example.com`, ...known });
};

/** Stores a notification to somebody and claims it. */
const claimOne = async (to: object, address: string, shape: FlushShape = {}) => {
  const request = JSON.stringify({
    to,
    channels: ['email'],
    content,
    metadata: { nick: 'Ada' },
    entity: { type: 'order', id: '42' },
    category: 'news',
  });
  const flush = flushOf({ ...shape, delivery: { address }, notification: { request } });
  await acceptFlush(database(), flush);
  const [claimed] = await claimDeliveries(database(), randomUUID(), [claimOf(flush)]);
  if (claimed === undefined) throw new Error('not claimed');
  return claimed;
};
const sentOne = async (to: object, address: string): Promise<ClaimedDelivery> => {
  const claimed = await claimOne(to, address);
  const attempt = { message: `sent to ${address}`, response: `250 ${address}` };
  await recordResults(database(), [resultOf(claimed, { attempt })], []);
  return claimed;
};
const eraseAll = async (): Promise<void> => {
  while ((await continueErasure(database())) !== null);
};
const read = async (table: string, column: string, id: string) =>
  (await database().pool.query(`SELECT * FROM ${table} WHERE ${column} = $1`, [id])).rows[0];
const requestOf = async (claimed: ClaimedDelivery) =>
  (await read('notification', 'id', claimed.notificationId)).request;

test('what was sent to a subscriber keeps its states and ids, and nothing of him', async () => {
  await subscribe('ada');
  const byId = await sentOne({ subscriberId: 'ada' }, 'old@example.com');
  const byAddress = await sentOne({ email: 'Ada@example.com' }, 'Ada@example.com');
  const other = await sentOne({ subscriberId: 'bob' }, 'ada@example.com');
  await eraseSubscriber(database(), { tenantId, subscriberId: 'ada' });
  await eraseAll();
  for (const claimed of [byId, byAddress]) {
    expect(await requestOf(claimed)).toEqual({
      to: {},
      channels: ['email'],
      content: { body: '' },
      entity: { type: 'order', id: '42' },
      category: 'news',
    });
    expect(await read('delivery', 'id', claimed.id)).toMatchObject({
      status: 'sent',
      address: null,
      provider_message_id: 'id-1',
      attempts: 1,
    });
    expect(await read('attempt', 'delivery_id', claimed.id)).toMatchObject({
      outcome: 'accepted',
      message: null,
      response: null,
    });
  }
  expect(await requestOf(other)).toMatchObject({ to: { subscriberId: 'bob' }, content });
});

test('what he had goes at once', async () => {
  await subscribe('eve');
  const key = { tenantId, subscriberId: 'eve' };
  await putDevice(database(), key, { token: 'eves-phone', platform: null });
  await putPreferences(database(), key, { categories: { news: { sms: false } }, quietHours: null });
  await database().pool.query(
    `INSERT INTO inbox_item (tenant_id, id, subscriber_id, version, body, category)
     VALUES ($1, $2, 'eve', 1, 'Dear Eve', 'news')`,
    [tenantId, randomUUID()],
  );
  const addresses = await eraseSubscriber(database(), key);
  expect(addresses?.toSorted()).toEqual(['eve', 'eve@example.com', 'eves-phone']);
  for (const table of ['subscriber_device', 'preference', 'inbox_item']) {
    expect(await read(table, 'subscriber_id', 'eve')).toBeUndefined();
  }
  expect(await eraseSubscriber(database(), key)).toBeNull();
});

test('the newest are erased before the chore comes', async () => {
  await subscribe('kay');
  const claimed = await sentOne({ subscriberId: 'kay' }, 'kay@example.com');
  const key = { tenantId, subscriberId: 'kay' };
  const addresses = (await eraseSubscriber(database(), key)) ?? [];
  await eraseRecent(database(), key, addresses);
  expect(await requestOf(claimed)).toMatchObject({ to: {} });
  await eraseAll();
});

test('what waits is cancelled, and what is being sent is erased when it has ended', async () => {
  await subscribe('max');
  const waiting = await claimOne({ subscriberId: 'max' }, 'max@example.com');
  const back = { leaseToken: waiting.leaseToken, delayMs: 60_000, rescued: false };
  await giveBackDeliveries(database(), [{ deliveryId: waiting.id, ...back }]);
  const sending = await claimOne({ subscriberId: 'max' }, 'max@example.com');
  await eraseSubscriber(database(), { tenantId, subscriberId: 'max' });
  await eraseAll();
  expect(await read('delivery', 'id', waiting.id)).toMatchObject({
    status: 'cancelled',
    address: null,
  });
  expect(await read('delivery', 'id', sending.id)).toMatchObject({
    status: 'sending',
    address: 'max@example.com',
  });
  await recordResults(database(), [resultOf(sending)], []);
  await database().pool.query('UPDATE erasure SET turn_at = now()');
  await eraseAll();
  expect(await read('delivery', 'id', sending.id)).toMatchObject({ status: 'sent', address: null });
  expect(await read('erasure', 'subscriber_id', 'max')).toBeUndefined();
});

test('who comes back under his name keeps what he gets from then on', async () => {
  await subscribe('ann');
  await eraseSubscriber(database(), { tenantId, subscriberId: 'ann' });
  await database().pool.query(`UPDATE erasure SET requested_at = now() - interval '1 second'`);
  await subscribe('ann');
  const claimed = await sentOne({ subscriberId: 'ann' }, 'ann@example.com');
  await eraseAll();
  expect(await requestOf(claimed)).toMatchObject({ to: { subscriberId: 'ann' }, content });
});

test('another tenant’s subscriber of that name is another person', async () => {
  await subscribe('sam');
  const claimed = await sentOne({ subscriberId: 'sam' }, 'sam@example.com');
  const otherTenant = { tenantId: randomUUID(), subscriberId: 'sam' };
  expect(await eraseSubscriber(database(), otherTenant)).toBeNull();
  expect(await requestOf(claimed)).toMatchObject({ to: { subscriberId: 'sam' } });
});

test('a dead letter of his is gone, as it could not be sent again', async () => {
  await subscribe('lea');
  const claimed = await claimOne({ subscriberId: 'lea' }, 'lea@example.com');
  await recordResults(database(), [resultOf(claimed, { status: 'failed', code: '550' })], []);
  expect(await read('dead_letter', 'delivery_id', claimed.id)).toBeDefined();
  await eraseSubscriber(database(), { tenantId, subscriberId: 'lea' });
  await eraseAll();
  expect(await read('dead_letter', 'delivery_id', claimed.id)).toBeUndefined();
  const id = deliveryIdOf(claimed.notificationId, 1);
  expect(await read('delivery', 'id', id)).toMatchObject({ status: 'failed', last_code: '550' });
});
