import { randomUUID } from 'node:crypto';
import { eventually } from '@carillon/testing';

import { openProducer, type Places, WINDOW_JOBS } from '../src/index.ts';
import { done, jobOf, jobsOf, openTestQueue, TENANT, type TestQueue } from './open-test-queue.ts';

let queue: TestQueue;
beforeEach(async () => {
  queue = await openTestQueue();
});
afterEach(() => queue.close());

const WINDOW = { channel: 'email', rank: 3 } as const;
const places = (jobs: number, tenantId: string = randomUUID()): Places => ({
  ...WINDOW,
  tenantId,
  jobs,
});
const freeNow = async (): Promise<number> => (await queue.producer.window.room(WINDOW)).free;

test('three producers together exceed the window by one flush at most', async () => {
  const producers = [1, 2, 3].map(() => openProducer(queue.connection));
  await eventually(() => producers.every((p) => p.isUp()));
  const admitted: number[] = [];
  for (let flush = 0; flush < 20; flush += 1) {
    const got = await Promise.all(producers.map((p) => p.window.admit([places(50)])));
    admitted.push(...got.flat());
  }
  const total = admitted.reduce((a, b) => a + b, 0);
  expect(total).toBeGreaterThanOrEqual(WINDOW_JOBS);
  expect(total).toBeLessThanOrEqual(WINDOW_JOBS + 50);
  await Promise.all(producers.map((p) => p.close()));
});

test('who meets the window closes it, and nothing is admitted until it is reopened', async () => {
  const { window } = queue.producer;
  expect(await window.admit([places(500)])).toEqual([500]);
  expect(await window.admit([places(600)])).toEqual([500]);
  await window.giveBack([places(900)]);
  expect(await window.admit([places(1)])).toEqual([0]);
  await window.reopen(WINDOW);
  await eventually(async () => expect(await window.admit([places(1)])).toEqual([1]));
});

test('a dispatcher books places in a closed window', async () => {
  await queue.producer.window.close(WINDOW);
  expect(await queue.producer.window.admit([places(1)])).toEqual([0]);
  expect(await queue.producer.window.book([places(3), places(4)])).toEqual([3, 4]);
});

test('a tenant has half of a window, and all of it while nobody else waits', async () => {
  const { window } = queue.producer;
  expect(await window.book([places(900, TENANT)])).toEqual([500]);
  expect((await window.room(WINDOW, [TENANT])).freeOf.get(TENANT)).toBe(0);
  expect(await window.book([{ ...places(900, TENANT), share: WINDOW_JOBS }])).toEqual([500]);
});

test('the windows of ranks and channels are apart', async () => {
  const { window } = queue.producer;
  await window.book([{ ...places(1_000), share: WINDOW_JOBS }]);
  const others = [{ ...places(5), rank: 1 } as const, { ...places(5), channel: 'sms' } as const];
  expect(await window.admit([places(5), ...others])).toEqual([0, 5, 5]);
});

test('the place of an ended job is free again, that of a retried one is not', async () => {
  const [ends, stays] = [jobOf(), jobOf()];
  await queue.producer.window.book([places(2, TENANT)]);
  await queue.producer.add([ends, stays]);
  queue.consume(async ({ dispatchId }) =>
    dispatchId === ends.id ? { end: 'done' } : { end: 'retry', delayMs: 60_000 },
  );
  await eventually(async () => expect(await freeNow()).toBe(WINDOW_JOBS - 1));
  expect(await queue.producer.states([stays])).toEqual(['delayed']);
});

test('an aged job frees the place of the rank that it came with', async () => {
  await queue.producer.window.book([places(1, TENANT)]);
  await queue.producer.add([jobOf()]);
  const nowMs = Date.now() + 60_000;
  expect(await queue.producer.age('email', { finished: 10, nowMs })).toBe(1);
  queue.consume(done);
  await eventually(async () => expect(await freeNow()).toBe(WINDOW_JOBS));
});

test('counts that have drifted are overwritten with the truth, the flags are kept', async () => {
  const { window } = queue.producer;
  await window.book([places(300, TENANT), { ...places(7), rank: 1 }]);
  await window.close(WINDOW);
  await window.correct([places(4, TENANT), places(6)]);
  expect(await window.room(WINDOW, [TENANT])).toEqual({
    free: 990,
    closed: true,
    freeOf: new Map([[TENANT, 496]]),
  });
  expect((await window.room({ channel: 'email', rank: 1 })).free).toBe(WINDOW_JOBS);
});

test('jobs that nobody booked places for leave no debt', async () => {
  await queue.producer.add(jobsOf(5));
  const consumer = queue.consume(done);
  await eventually(() => consumer.finished() === 5);
  await consumer.close(1_000);
  expect(await freeNow()).toBe(WINDOW_JOBS);
});
