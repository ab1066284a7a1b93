import { eventually } from '@carillon/testing';

import { assertNoEviction, openProducer, openWake, WINDOW_JOBS } from '../src/index.ts';
import { done, jobOf, jobsOf, openTestQueue, TENANT, type TestQueue } from './open-test-queue.ts';
import { startRedisCluster } from './start-redis-cluster.ts';

let cluster: Awaited<ReturnType<typeof startRedisCluster>>;
let queue: TestQueue;
beforeAll(async () => {
  cluster = await startRedisCluster();
});
beforeEach(async () => {
  queue = await openTestQueue(`${cluster.url}?cluster=true`, cluster.url);
});
afterEach(() => queue.close());
afterAll(() => cluster.stop());

test('a cluster takes jobs for several queues in one call, and a worker ends them', async () => {
  const jobs = [...jobsOf(20), ...jobsOf(20, 1, { channel: 'sms' })];
  expect(await queue.producer.add(jobs)).toEqual({ failed: [] });
  const consumer = queue.consume(done);
  await eventually(() => consumer.finished() === 20);
  const { email, sms } = await queue.producer.depths();
  expect([email.waiting, sms.waiting]).toEqual([0, 20]);
  expect((await queue.producer.existing(jobs)).size).toBe(20);
});

test('a job comes to a worker that waits for it in a cluster', async () => {
  const consumer = queue.consume(done);
  for (const count of [1, 2, 3]) {
    await queue.producer.add([jobOf()]);
    await eventually(() => expect(consumer.finished()).toBe(count));
  }
});

test('in a cluster a retry comes back, and its place is freed at its end', async () => {
  const job = jobOf();
  expect(await queue.producer.window.book([{ ...job, jobs: 1 }])).toEqual([1]);
  await queue.producer.add([job]);
  let runs = 0;
  queue.consume(async () => {
    runs += 1;
    return runs === 1 ? { end: 'retry', delayMs: 10 } : { end: 'done' };
  });
  await eventually(async () => {
    expect(runs).toBe(2);
    expect((await queue.producer.window.room(job)).free).toBe(WINDOW_JOBS);
  });
});

test('ageing, budgets, dead letters and wake-ups work in a cluster', async () => {
  const { producer, connection } = queue;
  await producer.add([jobOf(4)]);
  const pass = { finished: 10, nowMs: Date.now() + 120_000 };
  expect(await producer.age('email', pass)).toBe(1);
  expect(await producer.limits.take({ key: TENANT, perSecond: 4, wanted: 9 })).toBe(1);
  await producer.deadLetters.add([{ deliveryId: TENANT, channel: 'email' }]);
  expect((await producer.depths())['dead-letter'].waiting).toBe(1);
  let woken = false;
  const wake = openWake({ ...connection, onWake: () => void (woken = true) });
  await eventually(() => {
    producer.wake('dispatch');
    return woken;
  });
  await wake.close();
});

test('consumers of a cluster go on when it was emptied and has broken every connection', async () => {
  const consumer = queue.consume(done);
  await queue.producer.add([jobOf()]);
  await eventually(() => consumer.finished() === 1);
  await queue.redis.flushall();
  await queue.redis.call('CLIENT', 'KILL', 'TYPE', 'normal');
  await eventually(async () => {
    await queue.producer.add([jobOf()]);
    expect(consumer.finished()).toBeGreaterThan(1);
  });
});

test('a cluster that cannot be reached is reported', async () => {
  const errors: string[] = [];
  const onError = ({ message }: Error): void => void errors.push(message);
  const redisUrl = 'redis://127.0.0.1:1?cluster=true';
  const away = openProducer({ ...queue.connection, redisUrl, onError });
  try {
    await eventually(() => expect(errors).toContain('Failed to refresh slots cache.'));
  } finally {
    await away.close();
  }
});

test('a cluster can be asked whether it may evict', async () => {
  expect(await assertNoEviction(queue.connection.redisUrl)).toContain('no append-only file');
});
