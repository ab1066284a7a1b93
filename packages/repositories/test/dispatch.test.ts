import { randomUUID } from 'node:crypto';
import { eventually } from '@carillon/testing';
import {
  acceptFlush,
  claimDeliveries,
  claimRun,
  DEFAULT_TENANT_ID,
  dispatchDue,
  findExpiredWaiting,
  expireDeliveries,
  findLostLeases,
  findWaitingClasses,
  giveBackDispatches,
  recordResults,
  settleDispatches,
} from '../src/index.ts';
import { claimOf, deliveryIdsOf, flushOf } from './flush-of.ts';
import { resultOf } from './result-of.ts';
import { testDatabase } from './test-database.ts';

const database = testDatabase();
const due = {
  channel: 'email',
  rank: 3,
  tenantId: DEFAULT_TENANT_ID,
  limit: 1_000,
  chunkSize: 50,
} as const;
const exists = async (dispatchId: string): Promise<boolean> =>
  (await database().pool.query('SELECT FROM dispatch WHERE id = $1', [dispatchId])).rowCount === 1;

test('ten dispatchers at once never dispatch a delivery twice', async () => {
  const flush = flushOf({ count: 500, riding: false });
  await acceptFlush(database(), flush);
  const rows = await Promise.all(
    Array.from({ length: 10 }, () => dispatchDue(database(), { ...due, limit: 100 })),
  );
  const ids = rows.flat().flatMap((d) => d.deliveryIds);
  expect(ids.length).toBe(new Set(ids).size);
  const left = await dispatchDue(database(), due);
  expect([...ids, ...left.flatMap((d) => d.deliveryIds)].sort()).toEqual(
    deliveryIdsOf(flush).sort(),
  );
});

test('chunks hold at most what a job may carry', async () => {
  await acceptFlush(database(), flushOf({ count: 120, riding: false }));
  const rows = await dispatchDue(database(), due);
  expect(rows.map((d) => d.deliveryIds.length).sort((a, b) => b - a)).toEqual([50, 50, 20]);
});

test('a delivery lost in two crashes is dispatched alone, as a suspect', async () => {
  const flush = flushOf({ count: 3, riding: false });
  await acceptFlush(database(), flush);
  const [suspect] = deliveryIdsOf(flush);
  await database().pool.query('UPDATE delivery SET crashes = 2 WHERE id = $1', [suspect]);
  const rows = await dispatchDue(database(), due);
  expect(rows.filter((d) => d.suspect).map((d) => d.deliveryIds)).toEqual([[suspect]]);
  expect(rows.filter((d) => !d.suspect).map((d) => d.deliveryIds.length)).toEqual([2]);
});

test('names the classes that wait, and whether anything of them is due', async () => {
  const later = { dueAt: new Date(Date.now() + 3_600_000), status: 'scheduled' as const };
  await acceptFlush(database(), flushOf({ channel: 'webhook', riding: false, delivery: later }));
  await acceptFlush(database(), flushOf({ channel: 'sms', riding: false }));
  const classes = await findWaitingClasses(database());
  expect(classes).toContainEqual({
    channel: 'webhook',
    rank: 3,
    tenantId: DEFAULT_TENANT_ID,
    due: false,
  });
  expect(classes).toContainEqual({
    channel: 'sms',
    rank: 3,
    tenantId: DEFAULT_TENANT_ID,
    due: true,
  });
});

test('a dispatch is given back by compare-and-swap and its old job claims nothing', async () => {
  const flush = flushOf({ count: 2 });
  await acceptFlush(database(), flush);
  const old = claimOf(flush);
  expect(await giveBackDispatches(database(), [old.dispatchId])).toBe(2);
  const [again] = await dispatchDue(database(), due);
  expect(again?.id).not.toBe(old.dispatchId);
  expect(await giveBackDispatches(database(), [old.dispatchId])).toBe(0);
  expect(await claimDeliveries(database(), randomUUID(), [old])).toEqual([]);
});

test('a dispatch whose delivery is being sent stays until the lease can be found lost', async () => {
  const flush = flushOf();
  await acceptFlush(database(), flush);
  const { dispatchId } = claimOf(flush);
  await claimDeliveries(database(), randomUUID(), [claimOf(flush, 1)]);
  await giveBackDispatches(database(), [dispatchId]);
  await settleDispatches(database(), [dispatchId]);
  expect(await exists(dispatchId)).toBe(true);
  await database().pool.query(`UPDATE dispatch SET created_at = now() - interval '1 minute'`);
  const lost = await eventually(async () => {
    const found = await findLostLeases(database(), 100);
    expect(found.map((l) => l.dispatchId)).toContain(dispatchId);
    return found;
  });
  const [lease] = lost.filter((l) => l.dispatchId === dispatchId);
  if (lease === undefined) throw new Error('not found');
  await recordResults(database(), [resultOf({ ...lease, id: lease.deliveryId })], []);
  await settleDispatches(database(), [dispatchId]);
  expect(await exists(dispatchId)).toBe(false);
});

const past = new Date('2026-01-01T00:00:00Z');

test('what waits past its default expiry ends with a dead letter, once', async () => {
  const flush = flushOf({ riding: false, notification: { expiresAt: past } });
  await acceptFlush(database(), flush);
  const [id] = deliveryIdsOf(flush);
  expect(await findExpiredWaiting(database(), 10)).toContain(id);
  const ends = await Promise.all([1, 2, 3].map(() => expireDeliveries(database(), [id ?? ''])));
  expect(ends.flat()).toEqual([{ deliveryId: id, channel: 'email', isDead: true }]);
});

test('what its caller wanted no later leaves no dead letter when it expires', async () => {
  const request = JSON.stringify({ content: { body: 'Hello' }, expiresAt: past.toISOString() });
  const flush = flushOf({ riding: false, notification: { expiresAt: past, request } });
  await acceptFlush(database(), flush);
  const [id = ''] = deliveryIdsOf(flush);
  const ended = await expireDeliveries(database(), [id]);
  expect(ended).toEqual([{ deliveryId: id, channel: 'email', isDead: false }]);
  const { rows } = await database().pool.query(
    'SELECT d.status, l.code FROM delivery d LEFT JOIN dead_letter l ON l.delivery_id = d.id WHERE d.id = $1',
    [id],
  );
  expect(rows).toEqual([{ status: 'expired', code: null }]);
});

test('a chore runs in one process per interval', async () => {
  const runs = await Promise.all(
    Array.from({ length: 8 }, () => claimRun(database(), 'test', 60_000)),
  );
  expect(runs.filter(Boolean)).toHaveLength(1);
});
