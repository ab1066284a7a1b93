import { eventually } from '@carillon/testing';

import { jobOf, jobsOf, openTestQueue, type TestQueue } from './open-test-queue.ts';

let queue: TestQueue;
beforeEach(async () => {
  queue = await openTestQueue();
});
afterEach(() => queue.close());

const IN_TWO_MINUTES = { finished: 10, nowMs: Date.now() + 120_000 };

/** Takes so many jobs, and answers them in the order taken. */
const take = async (count: number, afterEach?: (taken: number) => Promise<unknown>) => {
  const taken: string[] = [];
  queue.consume(async ({ dispatchId }) => {
    taken.push(dispatchId);
    await afterEach?.(taken.length);
    return { end: 'done' };
  });
  await eventually(() => taken.length >= count);
  return taken.slice(0, count);
};

test('with critical saturated the low class still gets its tenth', async () => {
  const low = jobsOf(30, 4);
  await queue.producer.add([...low, ...jobsOf(200, 1)]);
  const taken = await take(110, async (count) => {
    if (count % 10 === 0) await queue.producer.age('email', IN_TWO_MINUTES);
  });
  const aged = taken.filter((id) => low.some((job) => job.id === id));
  expect(aged).toEqual(low.slice(0, 10).map((job) => job.id));
});

test('who is furthest beyond the patience of its class goes first', async () => {
  const [low, high] = [jobOf(4), jobOf(2)];
  await queue.producer.add([low, high, jobOf(1)]);
  expect(await queue.producer.age('email', IN_TWO_MINUTES)).toBe(1);
  expect((await take(3))[0]).toBe(high.id);
});

test('nobody is aged within the patience of its class', async () => {
  await queue.producer.add([jobOf(2), jobOf(3), jobOf(4)]);
  const now = { finished: 100, nowMs: Date.now() };
  expect(await queue.producer.age('email', now)).toBe(0);
});

test('where nothing is finished nothing is aged', async () => {
  await queue.producer.add([jobOf(4)]);
  expect(await queue.producer.age('email', { ...IN_TWO_MINUTES, finished: 0 })).toBe(0);
});

test('a delay is no wait', async () => {
  await queue.producer.add([jobOf(2, { delayMs: 60_000 })]);
  await (await queue.producer.queues.email.getDelayed())[0]?.promote();
  const later = (seconds: number) => ({ finished: 10, nowMs: Date.now() + seconds * 1_000 });
  expect(await queue.producer.age('email', later(60))).toBe(0);
  expect(await queue.producer.age('email', later(70))).toBe(1);
});
