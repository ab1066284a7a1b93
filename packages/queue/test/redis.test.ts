import { randomUUID } from 'node:crypto';
import { eventually, startTestServices } from '@carillon/testing';
import { Redis } from 'ioredis';

import { assertNoEviction, openProducer, openWake } from '../src/index.ts';

let server: Awaited<ReturnType<typeof startTestServices>>;
let redisUrl: string;
let redis: Redis;
beforeAll(async () => {
  server = await startTestServices(['redis']);
  redisUrl = server.redisUrl ?? '';
  redis = new Redis(redisUrl);
});
afterAll(async () => {
  redis.disconnect();
  await server.stop();
});

test('a Redis that may evict is refused, with what to do about it', async () => {
  await redis.config('SET', 'maxmemory-policy', 'allkeys-lru');
  const settled = await assertNoEviction(redisUrl).catch((error: Error) => error.message);
  await redis.config('SET', 'maxmemory-policy', 'noeviction');
  expect(settled).toContain('"allkeys-lru". Set it to noeviction');
});

test('a Redis that keeps nothing on disk is warned about', async () => {
  expect(await assertNoEviction(redisUrl)).toContain('no append-only file');
});

test('a Redis that cannot be asked is named, with the reason', async () => {
  await expect(assertNoEviction('redis://127.0.0.1:1')).rejects.toThrow('ECONNREFUSED');
});

test('a wake-up reaches every dispatcher of its installation, and no other', async () => {
  const onError = (): void => {};
  const [mine, others] = [randomUUID(), randomUUID()];
  const woken = { first: 0, second: 0, other: 0 };
  const listen = (installationId: string, name: keyof typeof woken) =>
    openWake({ redisUrl, installationId, onError, onWake: () => void (woken[name] += 1) });
  const wakes = [listen(mine, 'first'), listen(mine, 'second'), listen(others, 'other')];
  const producer = openProducer({ redisUrl, installationId: mine, onError });
  await eventually(() => {
    producer.wake('dispatch');
    return woken.first > 0 && woken.second > 0;
  });
  expect(woken.other).toBe(0);
  await Promise.all(wakes.map((wake) => wake.close()));
  await producer.close();
});
