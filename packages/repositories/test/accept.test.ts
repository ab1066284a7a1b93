import { acceptFlush } from '../src/index.ts';
import { deliveryIdsOf, flushOf } from './flush-of.ts';
import { losingAnswers } from './losing-answers.ts';
import { testDatabase } from './test-database.ts';

const database = testDatabase();

const count = async (table: string, ids: readonly string[]): Promise<number> => {
  const { rowCount } = await database().pool.query(
    `SELECT FROM ${table} WHERE id = ANY ($1::uuid[])`,
    [ids],
  );
  return rowCount ?? 0;
};

test('stores notifications, deliveries and dispatches of a flush', async () => {
  const flush = flushOf({ count: 3 });
  const result = await acceptFlush(database(), flush);
  expect([...result.lost, ...result.refused]).toEqual([]);
  expect(await count('delivery', deliveryIdsOf(flush))).toBe(3);
  expect(await count('dispatch', [flush.dispatches[0]?.id ?? ''])).toBe(1);
});

test('a key that is taken keeps its first request and reports its answer', async () => {
  const first = flushOf({ key: 'order-1' });
  const second = flushOf({ key: 'order-1' });
  await acceptFlush(database(), first);
  const { lost } = await acceptFlush(database(), second);
  expect(lost.get(second.requests[0]?.requestId ?? '')).toMatchObject({ status: 202, body: '{}' });
  expect(await count('delivery', deliveryIdsOf(second))).toBe(0);
});

test('of two equal keys in one flush one is stored, and both get its answer', async () => {
  const [a, b] = [flushOf({ key: 'order-2' }), flushOf({ key: 'order-2' })];
  const { lost } = await acceptFlush(database(), {
    requests: [...a.requests, ...b.requests],
    dispatches: [...a.dispatches, ...b.dispatches],
  });
  expect([...lost.keys()]).toEqual([b.requests[0]?.requestId]);
  expect(await count('delivery', [...deliveryIdsOf(a), ...deliveryIdsOf(b)])).toBe(1);
});

test('a hundred flushes with one key at once store one request', async () => {
  const flushes = Array.from({ length: 100 }, () => flushOf({ key: 'order-3' }));
  const results = await Promise.all(flushes.map((flush) => acceptFlush(database(), flush)));
  expect(results.filter((r) => r.lost.size === 0)).toHaveLength(1);
  expect(await count('delivery', flushes.flatMap(deliveryIdsOf))).toBe(1);
});

test('a key whose time is over can be used again', async () => {
  await acceptFlush(database(), flushOf({ key: 'order-4' }));
  await database().pool.query(
    `UPDATE idempotency_key SET expires_at = now() WHERE key = 'order-4'`,
  );
  const again = flushOf({ key: 'order-4' });
  expect((await acceptFlush(database(), again)).lost.size).toBe(0);
  expect(await count('delivery', deliveryIdsOf(again))).toBe(1);
});

test('what PostgreSQL refuses fails alone, its neighbours are stored', async () => {
  const good = [flushOf(), flushOf(), flushOf()];
  const bad = flushOf({ notification: { correlationId: 'a\u0000b' } });
  const all = [good[0], bad, good[1], good[2]].filter((f) => f !== undefined);
  const { refused } = await acceptFlush(database(), {
    requests: all.flatMap((f) => f.requests),
    dispatches: all.flatMap((f) => f.dispatches),
  });
  expect([...refused.keys()]).toEqual([bad.requests[0]?.requestId]);
  expect(await count('delivery', good.flatMap(deliveryIdsOf))).toBe(3);
});

test('a commit whose answer was lost is found, not repeated', async () => {
  const flush = flushOf({ count: 2, key: 'order-5' });
  const result = await acceptFlush(losingAnswers(database()), flush);
  expect(result.lost.size).toBe(0);
  expect(await count('delivery', deliveryIdsOf(flush))).toBe(2);
});

test('a commit is found although the next connections break as well', async () => {
  const flush = flushOf({ count: 2, key: 'order-6' });
  const result = await acceptFlush(losingAnswers(database(), 4), flush);
  expect(result.lost.size).toBe(0);
  expect(await count('delivery', deliveryIdsOf(flush))).toBe(2);
});

test('of two equal keys whose request PostgreSQL refuses, neither is answered as stored', async () => {
  const shape = { key: 'order-7', notification: { correlationId: 'a\u0000b' } };
  const [first, second] = [flushOf(shape), flushOf(shape)];
  const requests = [...first.requests, ...second.requests];
  const dispatches = [...first.dispatches, ...second.dispatches];
  const result = await acceptFlush(database(), { requests, dispatches });
  expect([...result.refused.keys()]).toEqual(requests.map(({ requestId }) => requestId));
  expect(result.lost.size).toBe(0);
});
