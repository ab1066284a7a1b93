import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { eventually } from '@carillon/testing';

import type { ProcessJob } from '../src/index.ts';
import { done, jobOf, jobsOf, openTestQueue, type TestQueue } from './open-test-queue.ts';

let queue: TestQueue;
beforeEach(async () => {
  queue = await openTestQueue();
});
afterEach(() => queue.close());

/** A process function that waits for its signal to abort, and says when it began and why it ended. */
const waitForAbort = () => {
  const seen = { begun: 0, reasons: [] as unknown[] };
  const process: ProcessJob = async (_job, signal) => {
    seen.begun += 1;
    if (!signal.aborted) await once(signal, 'abort');
    seen.reasons.push(signal.reason);
    return { end: 'postpone', delayMs: 60_000, reason: 'aborted' };
  };
  return { seen, process };
};

test('a consumer whose jobs last long is not idle, and is so once they have ended', async () => {
  const running = Promise.withResolvers<void>();
  const consumer = queue.consume(async () => {
    await running.promise;
    return { end: 'done' };
  });
  await eventually(() => consumer.idleMs() > 50);
  await queue.producer.add([jobOf()]);
  await eventually(() => consumer.idleMs() === 0);
  const endedAtMs = performance.now();
  running.resolve();
  await eventually(() => consumer.idleMs() > 0);
  expect(consumer.idleMs()).toBeLessThan(performance.now() - endedAtMs);
});

test('what a killed worker held runs again by itself', async () => {
  const [lockMs, stalledCheckMs] = [500, 250];
  const { redisUrl, installationId } = queue.connection;
  const settings = [redisUrl, installationId, String(lockMs), String(stalledCheckMs)];
  const worker = fork(path.join(import.meta.dirname, 'stuck-worker.ts'), settings, {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const job = jobOf();
  await queue.producer.add([job]);
  expect(await once(worker, 'message')).toEqual([job.id, undefined]);
  worker.kill('SIGKILL');
  const killedMs = performance.now();
  const stalled: string[] = [];
  const onStalled = (id: string): void => void stalled.push(id);
  const consumer = queue.consume(done, { lockMs, stalledCheckMs, onStalled });
  await eventually(() => consumer.finished() === 1);
  expect(performance.now() - killedMs).toBeLessThan(lockMs + 3 * stalledCheckMs + 1_000);
  expect(stalled).toEqual([job.id]);
});

test('a job may stall any number of times: PostgreSQL decides what crashed too often', async () => {
  const job = jobOf();
  const { seen, process } = waitForAbort();
  const short = { lockMs: 400, stalledCheckMs: 50, abortedMs: 100 };
  const consumer = queue.consume(process, { concurrency: 9, ...short });
  await queue.producer.add([job]);
  const loseLock = async (): Promise<void> => void (await queue.redis.del(lockOf(job.id)));
  for (const time of [1, 2, 3]) {
    await eventually(() => seen.begun === time);
    await loseLock();
  }
  await eventually(() => seen.begun === 4);
  expect(consumer.finished()).toBe(0);
});

const lockOf = (jobId: string): string => `${queue.keyOf(jobId)}:lock`;

test('the signal aborts when the lock is lost', async () => {
  const job = jobOf();
  const { seen, process } = waitForAbort();
  queue.consume(process, { lockMs: 400, stalledCheckMs: 60_000 });
  await queue.producer.add([job]);
  await eventually(() => seen.begun === 1);
  await queue.redis.set(lockOf(job.id), 'another worker');
  await eventually(() => expect(seen.reasons).toEqual(['lock_lost']));
});

test('closing lets what runs end, and takes nothing more', async () => {
  const { promise: held, resolve } = Promise.withResolvers<{ end: 'done' }>();
  let begun = 0;
  const consumer = queue.consume(() => {
    begun += 1;
    return held;
  });
  await queue.producer.add(jobsOf(2));
  await eventually(() => begun === 1);
  const closed = consumer.close(10_000);
  resolve({ end: 'done' });
  await closed;
  expect(consumer.finished()).toBe(1);
  expect((await queue.producer.depths()).email).toEqual({ waiting: 1, active: 0, delayed: 0 });
});

test('as a last resort closing aborts what runs, and its end still counts', async () => {
  const job = jobOf();
  const { seen, process } = waitForAbort();
  const consumer = queue.consume(process);
  await queue.producer.add([job]);
  await eventually(() => seen.begun === 1);
  await consumer.close(50);
  expect(seen.reasons).toEqual(['shutdown']);
  expect(await queue.producer.states([job])).toEqual(['delayed']);
});

test('closing ends even if a process function never does', async () => {
  let begun = false;
  const stuck = (): Promise<never> => {
    begun = true;
    return new Promise(() => {});
  };
  const consumer = queue.consume(stuck, { abortedMs: 100 });
  await queue.producer.add([jobOf()]);
  await eventually(() => begun);
  const beganMs = performance.now();
  await consumer.close(100);
  expect(performance.now() - beganMs).toBeLessThan(2_500);
});

test('closing twice is closing once', async () => {
  const consumer = queue.consume(done);
  expect(consumer.close(1_000)).toBe(consumer.close(1_000));
});

test('a cap holds, and spreads its jobs over the second', async () => {
  const takenMs: number[] = [];
  queue.consume(
    async () => {
      takenMs.push(performance.now());
      return { end: 'done' };
    },
    { limit: { perSecond: 20 }, concurrency: 10 },
  );
  await queue.producer.add(jobsOf(11));
  await eventually(() => takenMs.length === 11);
  const gaps = takenMs.slice(1).map((at, i) => at - (takenMs[i] ?? 0));
  expect((takenMs[10] ?? 0) - (takenMs[0] ?? 0)).toBeGreaterThanOrEqual(10 * 50 - 10);
  expect(Math.min(...gaps)).toBeGreaterThan(35);
});
