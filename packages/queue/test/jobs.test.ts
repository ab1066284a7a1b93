import { randomUUID } from 'node:crypto';
import { eventually } from '@carillon/testing';

import { openProducer, type ProcessJob, type Rank } from '../src/index.ts';
import { done, jobOf, jobsOf, openTestQueue, TENANT, type TestQueue } from './open-test-queue.ts';

let queue: TestQueue;
beforeEach(async () => {
  queue = await openTestQueue();
});
afterEach(() => queue.close());

/** Notes the jobs in the order taken. */
const note = (taken: string[]): ProcessJob => {
  return async (job) => {
    taken.push(job.dispatchId);
    return { end: 'done' };
  };
};

test('Redis holds ids only, under keys of this installation', async () => {
  const job = jobOf(3, { deliveryIds: [randomUUID(), randomUUID()] });
  expect(await queue.producer.add([job])).toEqual({ failed: [] });
  const { data, ...rest } = await queue.redis.hgetall(queue.keyOf(job.id));
  expect(JSON.parse(data ?? '')).toEqual({
    dispatchId: job.id,
    tenantId: TENANT,
    deliveryIds: job.deliveryIds,
  });
  expect(Object.keys(rest).toSorted()).toEqual(['delay', 'name', 'opts', 'priority', 'timestamp']);
});

test('two installations on one Redis never meet', async () => {
  const other = openProducer({ ...queue.connection, installationId: randomUUID() });
  await eventually(() => other.isUp());
  const job = jobOf();
  await other.add([job]);
  expect(await other.existing([job])).toEqual(new Set([job.id]));
  expect(await queue.producer.existing([job])).toEqual(new Set());
  await other.close();
});

test('the more urgent go first, the older first among equals', async () => {
  const jobs = ([4, 3, 1, 2, 3, 1] as Rank[]).map((rank) => jobOf(rank));
  await queue.producer.add(jobs);
  const taken: string[] = [];
  queue.consume(note(taken));
  await eventually(() => taken.length === jobs.length);
  expect(taken).toEqual([2, 5, 3, 1, 4, 0].map((i) => jobs[i]?.id));
});

test('every job has an explicit priority, for BullMQ runs those without one before all others', async () => {
  await queue.producer.add([...jobsOf(3), ...jobsOf(3, 4, { delayMs: 60_000 })]);
  expect(await queue.producer.queues.email.getWaitingCount()).toBe(0);
  const jobs = await queue.producer.queues.email.getJobs(['prioritized', 'delayed']);
  expect(jobs.map((job) => job.priority).toSorted((a, b) => a - b)).toEqual([3, 3, 3, 4, 4, 4]);
});

test('more jobs than one pipeline takes are all added, each to its queue', async () => {
  const jobs = [
    ...jobsOf(1_200),
    ...jobsOf(3, 1, { channel: 'sms' }),
    ...jobsOf(2, 2, { suspect: true }),
  ];
  expect(await queue.producer.add(jobs)).toEqual({ failed: [] });
  const depths = await queue.producer.depths();
  expect([depths.email, depths.sms, depths.suspect].map((d) => d.waiting)).toEqual([1_200, 3, 2]);
  expect((await queue.producer.existing(jobs)).size).toBe(jobs.length);
});

test('a second dispatch of the same deliveries is another job, not swallowed as a known one', async () => {
  const first = jobOf();
  const again = jobOf(3, { deliveryIds: first.deliveryIds });
  await queue.producer.add([first]);
  expect(await queue.producer.add([first, again])).toEqual({ failed: [] });
  expect((await queue.producer.depths()).email.waiting).toBe(2);
});

test('a job that is not due waits in Redis, and runs when it is', async () => {
  const job = jobOf(3, { delayMs: 300 });
  const takenMs: number[] = [];
  queue.consume(async () => {
    takenMs.push(performance.now());
    return { end: 'done' };
  });
  const addedMs = performance.now();
  await queue.producer.add([job]);
  expect(await queue.producer.states([job])).toEqual(['delayed']);
  await eventually(() => takenMs.length === 1);
  expect((takenMs[0] ?? 0) - addedMs).toBeGreaterThanOrEqual(295);
});

test('a finished job leaves no key', async () => {
  const job = jobOf();
  await queue.producer.add([job]);
  expect(await queue.producer.states([job])).toEqual(['waiting']);
  queue.consume(done);
  await eventually(async () => (await queue.producer.existing([job])).size === 0);
  expect(await queue.producer.states([job])).toEqual(['gone']);
});
