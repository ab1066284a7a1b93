import { randomUUID } from 'node:crypto';
import {
  acceptFlush,
  cancelCollapsed,
  claimDeliveries,
  countInbox,
  DEFAULT_TENANT_ID,
  deleteExpiredSlots,
  listInboxItems,
  markInboxItem,
  recordResults,
  type AcceptFlush,
} from '../src/index.ts';
import { claimOf, deliveryIdsOf, flushOf, type FlushShape } from './flush-of.ts';
import { resultOf } from './result-of.ts';
import { testDatabase } from './test-database.ts';

const database = testDatabase();
const tenantId = DEFAULT_TENANT_ID;

const keyed = (collapseKey: string, shape: FlushShape = {}): AcceptFlush =>
  flushOf({ ...shape, notification: { collapseKey } });

const statesOf = async (flushes: readonly AcceptFlush[]): Promise<string[]> => {
  const { rows } = await database().pool.query<{ status: string }>(
    'SELECT status FROM delivery WHERE id = ANY ($1::uuid[]) ORDER BY id',
    [flushes.flatMap(deliveryIdsOf)],
  );
  return rows.map(({ status }) => status);
};

const claim = async (flush: AcceptFlush) => {
  const [claimed] = await claimDeliveries(database(), randomUUID(), [claimOf(flush)]);
  if (claimed === undefined) throw new Error('nothing was claimed');
  return claimed;
};

test('a newer one calls off what waits with its key, whatever it waits for', async () => {
  const flushes = (['queued', 'scheduled', 'queued'] as const).map((status, i) =>
    keyed('order', { riding: i === 0, delivery: { status } }),
  );
  for (const flush of flushes) await acceptFlush(database(), flush);
  expect(await statesOf(flushes)).toEqual(['cancelled', 'cancelled', 'queued']);
});

test('another key, channel, recipient or tenant is left alone', async () => {
  const other = randomUUID();
  await database().pool.query('INSERT INTO tenant (id, name) VALUES ($1, $2)', [other, other]);
  const flushes = [
    keyed('alone'),
    keyed('alone-too'),
    keyed('alone', { channel: 'webhook' }),
    keyed('alone', { delivery: { address: 'grace@example.com' } }),
    keyed('alone', { tenantId: other }),
    flushOf(),
  ];
  for (const flush of flushes) await acceptFlush(database(), flush);
  expect(new Set(await statesOf(flushes))).toEqual(new Set(['queued']));
});

test('e-mail addresses are one recipient in whatever case', async () => {
  const flushes = ['Ada@Example.com', 'ada@example.com'].map((address) =>
    keyed('case', { delivery: { address } }),
  );
  for (const flush of flushes) await acceptFlush(database(), flush);
  expect(await statesOf(flushes)).toEqual(['cancelled', 'queued']);
});

test('of fifty at once, in many flushes, exactly one is left waiting', async () => {
  const flushes = Array.from({ length: 50 }, () => keyed('race'));
  await Promise.all(flushes.map((flush) => acceptFlush(database(), flush)));
  const states = await statesOf(flushes);
  expect(states.filter((state) => state === 'queued')).toHaveLength(1);
  expect(states.filter((state) => state === 'cancelled')).toHaveLength(49);
});

test('of several in one flush the last is left waiting', async () => {
  const flushes = Array.from({ length: 3 }, () => keyed('together'));
  await acceptFlush(database(), {
    requests: flushes.flatMap((f) => f.requests),
    dispatches: flushes.flatMap((f) => f.dispatches),
  });
  expect(await statesOf(flushes)).toEqual(['cancelled', 'cancelled', 'queued']);
});

test('a request that is not stored calls nothing off', async () => {
  const waiting = keyed('kept');
  await acceptFlush(database(), waiting);
  await acceptFlush(database(), flushOf({ key: 'taken' }));
  const lost = keyed('kept', { key: 'taken' });
  expect((await acceptFlush(database(), lost)).lost.size).toBe(1);
  expect(await statesOf([waiting, lost])).toEqual(['queued']);
});

test('what is being sent is left to its worker, who finds its place taken', async () => {
  const older = keyed('sending');
  await acceptFlush(database(), older);
  const claimed = await claim(older);
  const newer = keyed('sending');
  await acceptFlush(database(), newer);
  expect(await statesOf([older, newer])).toEqual(['sending', 'queued']);
  const asked = { ...claimed, deliveryId: claimed.id, key: 'sending' };
  expect(await cancelCollapsed(database(), asked)).toBe(true);
  expect(await statesOf([older, newer])).toEqual(['cancelled', 'queued']);
  const next = await claim(newer);
  expect(await cancelCollapsed(database(), { ...next, deliveryId: next.id, key: 'sending' })).toBe(
    false,
  );
});

test('a slot is forgotten when its delivery has expired', async () => {
  await acceptFlush(database(), keyed('forgotten'));
  await database().pool.query(
    `UPDATE collapse_slot SET expires_at = now() WHERE key = 'forgotten'`,
  );
  expect(await deleteExpiredSlots(database(), 100)).toBe(1);
});

const deliverItem = async (subscriberId: string, body: string, collapseKey?: string) => {
  const flush = flushOf({ channel: 'in_app', delivery: { address: subscriberId } });
  await acceptFlush(database(), flush);
  const claimed = await claim(flush);
  const item = { subscriberId, title: null, body, url: null, data: null, category: 'c' };
  return resultOf(claimed, { status: 'delivered', item: { ...item, collapseKey } });
};

const inboxOf = (subscriberId: string) =>
  listInboxItems(database(), { tenantId, subscriberId, state: null, beforeId: null, limit: 20 });

const addSubscriber = (id: string) =>
  database().pool.query('INSERT INTO subscriber (tenant_id, id) VALUES ($1, $2)', [tenantId, id]);

test('an inbox item is updated in place and is unread again', async () => {
  const subscriberId = 'updated';
  await addSubscriber(subscriberId);
  const first = await deliverItem(subscriberId, 'one', 'k');
  await recordResults(database(), [first], []);
  await recordResults(database(), [await deliverItem(subscriberId, 'between')], []);
  const itemId = first.deliveryId;
  await markInboxItem(database(), { tenantId, subscriberId, itemId, read: true, archived: true });
  const second = await deliverItem(subscriberId, 'two', 'k');
  await recordResults(database(), [second], []);
  const items = await inboxOf(subscriberId);
  expect(items.map(({ body }) => body)).toEqual(['between', 'two']);
  const unmarked = { seenAt: null, readAt: null, archivedAt: null };
  expect(items[1]).toMatchObject({ id: itemId, deliveryId: second.deliveryId, ...unmarked });
  expect(await countInbox(database(), { tenantId, subscriberId })).toEqual({
    unread: 2,
    unseen: 2,
    total: 2,
    version: 4,
  });
});

test('an older delivery that comes late does not undo the newer content', async () => {
  const subscriberId = 'late';
  await addSubscriber(subscriberId);
  const older = await deliverItem(subscriberId, 'older', 'k');
  const newer = await deliverItem(subscriberId, 'newer', 'k');
  await recordResults(database(), [newer], []);
  await recordResults(database(), [older], []);
  expect((await inboxOf(subscriberId)).map(({ body }) => body)).toEqual(['newer']);
});

test('of several in one statement the newest is shown', async () => {
  const subscriberId = 'several';
  await addSubscriber(subscriberId);
  const results = [
    await deliverItem(subscriberId, 'one', 'k'),
    await deliverItem(subscriberId, 'plain'),
    await deliverItem(subscriberId, 'two', 'k'),
  ];
  await recordResults(database(), results, []);
  expect((await inboxOf(subscriberId)).map(({ body }) => body)).toEqual(['two', 'plain']);
});
