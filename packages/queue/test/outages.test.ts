import { eventually, startTestServices } from '@carillon/testing';

import { type Consumer, openProducer } from '../src/index.ts';
import { done, jobOf, jobsOf, openTestQueue, type TestQueue } from './open-test-queue.ts';
import { openProxiedRedis, type ProxiedRedis } from './proxied-redis.ts';

type Server = Awaited<ReturnType<typeof startTestServices>>;

let server: Server;
let proxy: ProxiedRedis;
let queue: TestQueue;
beforeAll(async () => {
  server = await startTestServices(['redis']);
});
beforeEach(async () => {
  proxy = await openProxiedRedis(server.redisUrl ?? '');
  queue = await openTestQueue(proxy.url, server.redisUrl);
});
afterEach(() => queue.close());
afterEach(() => proxy.close());
afterAll(() => server.stop());

/** What the design promises once Redis is back. */
const BACK_MS = 5_000;

/** Whether a fresh job is taken within what is promised. */
const serves = async (consumer: Consumer): Promise<boolean> => {
  const before = consumer.finished();
  await eventually(() => queue.producer.isUp(), { timeoutMs: BACK_MS });
  expect(await queue.producer.add([jobOf()])).toEqual({ failed: [] });
  return eventually(() => consumer.finished() > before, { timeoutMs: BACK_MS });
};

test('consumers go on when Redis was emptied beneath them', async () => {
  const consumer = queue.consume(done);
  expect(await serves(consumer)).toBe(true);
  await queue.producer.add(jobsOf(3, 3, { delayMs: 60_000 }));
  await queue.redis.flushall();
  expect(await serves(consumer)).toBe(true);
});

test('consumers go on when Redis comes back empty, without being restarted', async () => {
  const consumer = queue.consume(done);
  expect(await serves(consumer)).toBe(true);
  proxy.cut();
  await queue.redis.flushall();
  await queue.redis.script('FLUSH');
  proxy.restore();
  expect(await serves(consumer)).toBe(true);
});

test('an outage longer than a look for work takes is survived', async () => {
  const consumer = queue.consume(done);
  expect(await serves(consumer)).toBe(true);
  proxy.cut();
  // Producer, worker and the worker's blocking connection, four tries each: over three seconds.
  await eventually(() => proxy.refused() >= 12);
  proxy.restore();
  expect(await serves(consumer)).toBe(true);
});

test('a consumer knows when it cannot take jobs', async () => {
  const consumer = queue.consume(done);
  await eventually(() => consumer.isUp());
  proxy.cut();
  await eventually(() => !consumer.isUp());
  proxy.restore();
  expect(await eventually(() => consumer.isUp(), { timeoutMs: BACK_MS })).toBe(true);
});

test('producer and consumer may be opened while Redis is away', async () => {
  proxy.cut();
  await eventually(() => !queue.producer.isUp());
  const producer = openProducer(queue.connection);
  const late = queue.consume(done);
  proxy.restore();
  expect(await serves(late)).toBe(true);
  await eventually(() => expect(producer.isUp()).toBe(true), { timeoutMs: BACK_MS });
  await producer.close();
});

test('while Redis is away nothing is admitted and adding fails at once', async () => {
  proxy.cut();
  await eventually(() => !queue.producer.isUp());
  const job = jobOf();
  const begunMs = performance.now();
  expect(await queue.producer.window.admit([{ ...job, jobs: 1 }])).toEqual([0]);
  expect(await queue.producer.add([job])).toEqual({ failed: [job.id] });
  expect(performance.now() - begunMs).toBeLessThan(50);
  await expect(queue.producer.existing([job])).rejects.toThrow('writeable');
});

test('a Redis that hangs costs one caller two seconds, the next ones nothing', async () => {
  proxy.hold();
  const jobs = jobsOf(600);
  const begunMs = performance.now();
  const { failed } = await queue.producer.add(jobs);
  expect(new Set(failed)).toEqual(new Set(jobs.map((job) => job.id)));
  const heldMs = performance.now();
  expect(heldMs - begunMs).toBeLessThan(2_300);
  expect((await queue.producer.add(jobs)).failed).toHaveLength(600);
  expect(await queue.producer.window.admit([{ ...jobOf(), jobs: 1 }])).toEqual([0]);
  expect(performance.now() - heldMs).toBeLessThan(50);
  proxy.release();
  await eventually(() => queue.producer.isUp(), { timeoutMs: BACK_MS });
});

test('jobs that were stored although the answer was lost are not reported as failed', async () => {
  const jobs = jobsOf(20);
  proxy.hold();
  const added = queue.producer.add(jobs);
  await eventually(async () =>
    expect(await queue.redis.zcard(queue.keyOf('prioritized'))).toBe(20),
  );
  proxy.cut();
  proxy.release();
  proxy.restore();
  expect(await added).toEqual({ failed: [] });
});

test('a full Redis takes no jobs and says which, and all goes on when it has room', async () => {
  const consumer = queue.consume(done);
  expect(await serves(consumer)).toBe(true);
  await queue.redis.config('SET', 'maxmemory', '1mb');
  const jobs = jobsOf(10);
  const { failed } = await queue.producer.add(jobs);
  expect(new Set(failed)).toEqual(new Set(jobs.map((job) => job.id)));
  expect(await queue.producer.window.admit([{ ...jobOf(), jobs: 1 }])).toEqual([0]);
  await eventually(() => queue.errors.some((error) => error.message.startsWith('OOM')));
  await queue.redis.config('SET', 'maxmemory', '0');
  expect(await serves(consumer)).toBe(true);
});

test('closing does not wait for a Redis that is away', async () => {
  const consumer = queue.consume(done);
  expect(await serves(consumer)).toBe(true);
  proxy.cut();
  const begunMs = performance.now();
  await consumer.close(5_000);
  await queue.producer.close();
  expect(performance.now() - begunMs).toBeLessThan(3_000);
});

test('closing does not wait for a Redis that hangs, whatever it still has to tell it', async () => {
  const consumer = queue.consume(done);
  await queue.producer.add([jobOf()]);
  await eventually(() => consumer.finished() > 0, { everyMs: 1 });
  proxy.hold();
  const begunMs = performance.now();
  await consumer.close(5_000);
  expect(performance.now() - begunMs).toBeLessThan(6_000);
  proxy.release();
});
