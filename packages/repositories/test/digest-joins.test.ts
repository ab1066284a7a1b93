import { randomUUID } from 'node:crypto';
import { claimDeliveries, DEFAULT_TENANT_ID, joinClaimed } from '../src/index.ts';
import { claimOf, deliveryIdsOf, flushOf } from './flush-of.ts';
import { collecting, DIGEST_TERMS, openDigestStage } from './digest-stage.ts';
import { testDatabase } from './test-database.ts';

const database = testDatabase();
const stage = openDigestStage(database);

beforeEach(() => stage.clear());

test('items of one recipient ride one digest until its window ends', async () => {
  const flushes = Array.from({ length: 3 }, () => collecting());
  for (const flush of flushes) await stage.accept(flush);
  const [digest] = await stage.digests();
  expect(digest).toMatchObject({ items: 3, size: 30, flushed_at: null });
  const riding = { status: 'scheduled', dispatch_id: digest.id, later: true };
  expect(await stage.rows(flushes)).toEqual([riding, riding, riding]);
  expect(await stage.flushAll()).toEqual([]);
});

test('another key, recipient, channel, category or template has another digest', async () => {
  const flushes = [
    collecting(),
    collecting({ key: 'other' }),
    collecting({ templateKey: 'weekly' }),
    collecting({}, { channel: 'webhook' }),
    collecting({}, { notification: { category: 'news' } }),
    collecting({}, { delivery: { address: 'grace@example.com' } }),
  ];
  await stage.accept(...flushes);
  expect((await stage.digests()).map(({ items }) => items)).toEqual([1, 1, 1, 1, 1, 1]);
});

test('a hundred items at once, in many flushes, ride one digest', async () => {
  const flushes = Array.from({ length: 100 }, () => collecting());
  await Promise.all(flushes.map((flush) => stage.accept(flush)));
  expect((await stage.digests()).map(({ items }) => items)).toEqual([100]);
});

test('a full digest is due at once, and the next item opens another', async () => {
  const flushes = Array.from({ length: 5 }, () => collecting({ maxItems: 2 }));
  await stage.accept(...flushes);
  expect((await stage.flushAll()).map((members) => members.length)).toEqual([2, 2]);
  await stage.endWindows();
  expect((await stage.flushAll()).map((members) => members.length)).toEqual([1]);
});

test('what was cancelled leaves its place to another', async () => {
  const item = () => collecting({ maxItems: 2 });
  const [first, second, third] = [item(), item(), item()];
  await stage.accept(first);
  await stage.cancel(first);
  await stage.accept(second);
  expect(await stage.flushAll()).toEqual([]);
  await stage.accept(third);
  expect(await stage.flushAll()).toEqual([[second, third].flatMap(deliveryIdsOf)]);
});

test('fifty items at once never put more into a digest than it takes', async () => {
  const flushes = Array.from({ length: 50 }, () => collecting({ maxItems: 7 }));
  await Promise.all(flushes.map((flush) => stage.accept(flush)));
  await stage.endWindows();
  const sizes = (await stage.flushAll()).map((members) => members.length);
  expect(sizes.toSorted((a, b) => b - a)).toEqual([7, 7, 7, 7, 7, 7, 7, 1]);
});

test('a claimed delivery joins a digest once, with its attempt given back', async () => {
  const flush = flushOf();
  await stage.accept(flush);
  const claim = async () =>
    (await claimDeliveries(database(), randomUUID(), [claimOf(flush)]))[0] ?? null;
  const claimed = await claim();
  const { id: deliveryId = '', leaseToken = 0 } = claimed ?? {};
  const slot = {
    tenantId: DEFAULT_TENANT_ID,
    channel: 'email',
    addressKey: 'person0@example.com',
  } as const;
  const join = { ...slot, ...DIGEST_TERMS, category: 'transactional', deliveryId, leaseToken };
  expect(await joinClaimed(database(), { ...join, leaseToken: leaseToken - 1 })).toBe('gone');
  expect(await joinClaimed(database(), join)).toBe('joined');
  const [digest] = await stage.digests();
  const { rows: joined } = await database().pool.query(
    'SELECT status, dispatch_id, attempts, calls FROM delivery WHERE id = $1',
    [deliveryId],
  );
  const unsent = { attempts: 0, calls: 0 };
  expect(joined).toEqual([{ status: 'scheduled', dispatch_id: digest.id, ...unsent }]);
  await database().pool.query(
    `UPDATE delivery SET status = 'sending', lease_token = lease_token + 1 WHERE id = $1`,
    [deliveryId],
  );
  const again = { ...join, leaseToken: leaseToken + 1 };
  expect(await joinClaimed(database(), again)).toBe('was_member');
});
