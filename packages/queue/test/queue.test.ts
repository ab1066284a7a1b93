import { randomUUID } from 'node:crypto';
import { eventually, testRedis } from '@carillon/testing';
import {
  assertNoEviction,
  openProducer,
  openWake,
  type Rank,
  type TakenJob,
} from '../src/index.ts';
import { jobOf, openTestQueue, TENANT, type TestQueue } from './open-test-queue.ts';

let queue: TestQueue;
beforeEach(async () => {
  queue = await openTestQueue();
});
afterEach(() => queue.close());

const done = async () => ({ end: 'done' }) as const;

test('Redis holds ids only, under keys of this installation', async () => {
  const job = jobOf(3, { deliveryIds: [randomUUID(), randomUUID()] });
  expect(await queue.producer.add([job])).toEqual({ failed: [] });
  const prefix = `{carillon:${queue.installationId.slice(0, 8)}:email}:email`;
  const stored = await queue.redis.hgetall(`${prefix}:${job.id}`);
  expect(JSON.parse(stored['data'] ?? '')).toEqual({
    dispatchId: job.id,
    tenantId: TENANT,
    deliveryIds: job.deliveryIds,
  });
});

test('the more urgent go first, the older first among equals', async () => {
  const jobs = ([4, 3, 1, 2, 3, 1] as Rank[]).map((rank) => jobOf(rank));
  await queue.producer.add(jobs);
  const taken: string[] = [];
  queue.consume(async (job) => {
    taken.push(job.dispatchId);
    return { end: 'done' };
  });
  await eventually(() => taken.length === jobs.length);
  const order = [2, 5, 3, 1, 4, 0].map((i) => jobs[i]?.id);
  expect(taken).toEqual(order);
});

test('a finished job leaves no key and its place in the window is free again', async () => {
  const job = jobOf();
  expect(await queue.producer.window.book([{ ...job, jobs: 1 }])).toEqual([1]);
  await queue.producer.add([job]);
  queue.consume(done);
  await eventually(async () => expect((await queue.producer.existing([job])).size).toBe(0));
  await eventually(async () => expect((await queue.producer.window.room(job)).free).toBe(1_000));
});

test('a retry runs again after its delay, by BullMQ’s own backoff, with its priority', async () => {
  const job = jobOf(2);
  const runs: number[] = [];
  queue.consume(async () => {
    runs.push(performance.now());
    return runs.length === 1 ? { end: 'retry', delayMs: 300 } : { end: 'done' };
  });
  await queue.producer.add([job]);
  await eventually(() => runs.length === 2);
  expect((runs[1] ?? 0) - (runs[0] ?? 0)).toBeGreaterThanOrEqual(290);
});

test('a postponed job comes back by itself', async () => {
  let runs = 0;
  queue.consume(async () => {
    runs += 1;
    return runs < 3 ? { end: 'postpone', delayMs: 50, reason: 'test' } : { end: 'done' };
  });
  await queue.producer.add([jobOf()]);
  await eventually(() => runs === 3);
  expect(runs).toBe(3);
});

test('the window admits no more than it holds, from any number of producers, and closes', async () => {
  const { url } = testRedis();
  const connection = { redisUrl: url, installationId: queue.installationId, onError: () => {} };
  const producers = [1, 2, 3].map(() => openProducer(connection));
  await eventually(() => producers.every((p) => p.isUp()));
  const wanted = { channel: 'email', rank: 3, jobs: 50 } as const;
  let admitted = 0;
  for (let flush = 0; flush < 20; flush += 1) {
    const tenants = producers.map(() => randomUUID());
    const got = await Promise.all(
      producers.map((p, i) => p.window.admit([{ ...wanted, tenantId: tenants[i] ?? '' }])),
    );
    admitted += got.flat().reduce((a, b) => a + b, 0);
  }
  expect(admitted).toBeGreaterThanOrEqual(1_000);
  expect(admitted).toBeLessThanOrEqual(1_000 + 3 * 100);
  expect((await queue.producer.window.room(wanted)).closed).toBe(true);
  await queue.producer.window.reopen(wanted);
  expect((await queue.producer.window.room(wanted)).closed).toBe(false);
  await Promise.all(producers.map((p) => p.close()));
});

test('one tenant gets at most half of a window while others wait', async () => {
  const wanted = { channel: 'email', rank: 3, tenantId: TENANT, jobs: 900 } as const;
  expect(await queue.producer.window.book([wanted])).toEqual([500]);
  expect(await queue.producer.window.book([{ ...wanted, alone: true }])).toEqual([500]);
});

test('without Redis nothing is admitted, adding fails at once and says what', async () => {
  const away = openProducer({
    redisUrl: 'redis://127.0.0.1:1',
    installationId: randomUUID(),
    onError: () => {},
  });
  const begun = performance.now();
  const job = jobOf();
  expect(await away.window.admit([{ ...job, jobs: 1 }])).toEqual([0]);
  expect(await away.add([job])).toEqual({ failed: [job.id] });
  expect(performance.now() - begun).toBeLessThan(2_500);
  await away.close();
});

test('ageing moves the job that is furthest beyond its patience to the front', async () => {
  const [low, ...urgent] = [jobOf(4), jobOf(2), jobOf(2)];
  await queue.producer.add([low, ...urgent]);
  const inTwoMinutes = Date.now() + 120_000;
  expect(await queue.producer.age('email', { finished: 10, nowMs: inTwoMinutes })).toBe(1);
  const taken: TakenJob[] = [];
  queue.consume(async (job) => {
    taken.push(job);
    return { end: 'done' };
  });
  await eventually(() => taken.length === 3);
  // The two urgent ones had waited beyond theirs for longer, so the first of them was the one aged.
  expect(taken[0]?.dispatchId).toBe(urgent[0]?.id);
});

test('the dead-letter queue shows the newest thousand', async () => {
  const dead = Array.from({ length: 1_200 }, () => ({
    deliveryId: randomUUID(),
    channel: 'email' as const,
  }));
  for (let at = 0; at < dead.length; at += 300) {
    await queue.producer.deadLetters.add(dead.slice(at, at + 300));
  }
  expect((await queue.producer.depths())['dead-letter'].waiting).toBe(1_000);
});

test('a wake-up reaches who listens', async () => {
  const { url: redisUrl } = testRedis();
  let woken = 0;
  const wake = openWake({
    redisUrl,
    installationId: queue.installationId,
    onWake: () => (woken += 1),
    onError: () => {},
  });
  await eventually(() => {
    queue.producer.wake();
    return woken > 0;
  });
  expect(woken).toBeGreaterThan(0);
  await wake.close();
});

test('a Redis that may evict is refused, with what to do about it', async () => {
  const { url } = testRedis();
  await assertNoEviction(url);
  await queue.redis.config('SET', 'maxmemory-policy', 'allkeys-lru');
  try {
    await expect(assertNoEviction(url)).rejects.toThrow('Set it to noeviction');
  } finally {
    await queue.redis.config('SET', 'maxmemory-policy', 'noeviction');
  }
});
