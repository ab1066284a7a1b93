import { eventually } from '@carillon/testing';

import { jobOf, openTestQueue, type TestQueue } from './open-test-queue.ts';

let queue: TestQueue;
beforeEach(async () => {
  queue = await openTestQueue();
});
afterEach(() => queue.close());

test('a retry runs again after the delay it asked for, by BullMQ’s own backoff', async () => {
  const job = jobOf(2);
  const runs: number[] = [];
  queue.consume(async () => {
    runs.push(performance.now());
    return runs.length === 1 ? { end: 'retry', delayMs: 300 } : { end: 'done' };
  });
  await queue.producer.add([job]);
  await eventually(async () => expect(await queue.producer.states([job])).toEqual(['delayed']));
  expect(await queue.redis.hget(queue.keyOf(job.id), 'atm')).toBe('1');
  await eventually(() => runs.length === 2);
  expect((runs[1] ?? 0) - (runs[0] ?? 0)).toBeGreaterThanOrEqual(295);
});

test('a retry without a delay runs again at once', async () => {
  let runs = 0;
  queue.consume(async () => {
    runs += 1;
    return runs < 3 ? { end: 'retry', delayMs: 0 } : { end: 'done' };
  });
  await queue.producer.add([jobOf()]);
  await eventually(() => expect(runs).toBe(3));
});

test('a retried and a postponed job keep their priority', async () => {
  const [retried, postponed, lesser] = [jobOf(1), jobOf(2), jobOf(3)];
  const taken: string[] = [];
  queue.consume(async ({ dispatchId }) => {
    taken.push(dispatchId);
    if (taken.length === 1) return { end: 'retry', delayMs: 20 };
    if (taken.length === 2) return { end: 'postpone', delayMs: 20, reason: 'test' };
    // Both are due again before the third ends, and the fourth waits beside them.
    if (taken.length === 3) {
      await queue.producer.add([fourth]);
      const endsMs = performance.now() + 50;
      await eventually(() => performance.now() > endsMs);
    }
    return { end: 'done' };
  });
  const fourth = jobOf(3);
  await queue.producer.add([retried, postponed, lesser]);
  await eventually(() => taken.length === 6);
  const order = [retried, postponed, lesser, retried, postponed, fourth];
  expect(taken).toEqual(order.map((job) => job.id));
});

test('a postponed job comes back, and nothing is counted', async () => {
  const job = jobOf();
  let runs = 0;
  queue.consume(async () => {
    runs += 1;
    return runs < 4 ? { end: 'postpone', delayMs: 50, reason: 'no budget' } : held;
  });
  const { promise: held, resolve } = Promise.withResolvers<{ end: 'done' }>();
  await queue.producer.add([job]);
  await eventually(() => runs === 4);
  expect(await queue.redis.hget(queue.keyOf(job.id), 'atm')).toBeNull();
  resolve({ end: 'done' });
});

test('a process function that throws is reported and its job postponed, not lost', async () => {
  const job = jobOf();
  const bugs: unknown[] = [];
  const bug = new Error('cannot read properties of undefined');
  queue.consume(
    async () => {
      throw bug;
    },
    { onBug: (error, dispatchId) => bugs.push([error, dispatchId]) },
  );
  await queue.producer.add([job]);
  await eventually(async () => expect(await queue.producer.states([job])).toEqual(['delayed']));
  expect(bugs).toEqual([[bug, job.id]]);
});
