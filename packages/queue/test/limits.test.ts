import { testRedis } from '@carillon/testing';

import { eventually } from '@carillon/testing';
import { openProducer, type Producer } from '../src/index.ts';

let producer: Producer;
beforeAll(async () => {
  const { url, installationId } = testRedis();
  producer = openProducer({ redisUrl: url, installationId, onError: () => {} });
  await eventually(() => producer.isUp());
});
afterAll(() => producer.close());

let keys = 0;
const budget = (perSecond: number) => {
  const key = `test-${(keys += 1)}`;
  return (wanted: number) => producer.limits.take({ key, perSecond, wanted });
};

test('a fresh budget has a quarter of a second in hand and no more', async () => {
  const take = budget(1_000);
  expect(await take(10_000)).toBe(250);
  expect(await take(10_000)).toBeLessThan(60);
});

test('a slow budget has one call in hand', async () => {
  const take = budget(0.1);
  expect(await take(5)).toBe(1);
  expect(await take(5)).toBe(0);
});

test('many takers together never get more than the rate allows', async () => {
  const take = budget(200);
  const begun = performance.now();
  let granted = 0;
  await eventually(async () => {
    const got = await Promise.all(Array.from({ length: 10 }, () => take(7)));
    granted += got.reduce((sum, n) => sum + n, 0);
    return granted >= 150;
  });
  const seconds = (performance.now() - begun) / 1_000;
  expect(granted).toBeLessThanOrEqual(200 * (seconds + 0.25) + 7);
});

test('what was not taken is still there', async () => {
  const take = budget(40);
  expect(await take(3)).toBe(3);
  expect(await take(100)).toBe(7);
});

test('one budget takes nothing from another', async () => {
  const [one, other] = [budget(4), budget(4)];
  expect(await one(10)).toBe(1);
  expect(await other(10)).toBe(1);
});

test('who waits for a budget is spread at its pace, and looks again within a minute', async () => {
  const line = { key: 'line', perSecond: 10 };
  const waits: number[] = [];
  for (let i = 0; i < 3; i += 1) waits.push(await producer.limits.lineUp(line));
  expect(waits[0]).toBeGreaterThanOrEqual(99);
  expect((waits[2] ?? 0) - (waits[0] ?? 0)).toBeGreaterThan(100);
  expect(waits[2]).toBeLessThanOrEqual(300);
  const rest = await Promise.all(Array.from({ length: 700 }, () => producer.limits.lineUp(line)));
  expect(Math.max(...rest)).toBeLessThanOrEqual(60_000);
  expect(Math.min(...rest.slice(600))).toBeGreaterThanOrEqual(30_000);
});
