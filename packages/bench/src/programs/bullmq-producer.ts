import { setTimeout as delay } from 'node:timers/promises';
import { Queue } from 'bullmq';
import { serveCalls } from '../processes/serve-calls.ts';

export interface BullmqPlace {
  readonly redisUrl: string;
  readonly prefix: string;
}

/** Longer pipelines are slower (taskforcesh/bullmq#1670). */
const CHUNK = 500;
const OPTIONS = { removeOnComplete: true, removeOnFail: true };
const nowMs = (): number => performance.timeOrigin + performance.now();

const withQueue = async (place: BullmqPlace, use: (queue: Queue) => Promise<void>) => {
  const queue = new Queue('bare', { connection: { url: place.redisUrl }, prefix: place.prefix });
  await queue.waitUntilReady();
  const started = performance.now();
  await use(queue);
  const seconds = (performance.now() - started) / 1_000;
  await queue.close();
  return seconds;
};

const calls = {
  /** Adds jobs in bulk. Resolves to the seconds it took. */
  addBulk: ({ count, ...place }: BullmqPlace & { count: number }): Promise<number> =>
    withQueue(place, async (queue) => {
      for (let at = 0; at < count; at += CHUNK) {
        const length = Math.min(CHUNK, count - at);
        await queue.addBulk(
          Array.from({ length }, (_, i) => ({ name: 'job', data: { id: at + i }, opts: OPTIONS })),
        );
      }
    }),
  /** Adds jobs one by one at a pace, each with the time at which that began. */
  addPaced: ({
    count,
    perSecond,
    ...place
  }: BullmqPlace & { count: number; perSecond: number }): Promise<number> =>
    withQueue(place, async (queue) => {
      const started = performance.now();
      for (let i = 0; i < count; i += 1) {
        const waitMs = started + (i * 1_000) / perSecond - performance.now();
        if (waitMs > 0) await delay(waitMs);
        await queue.add('job', { begun: nowMs() }, OPTIONS);
      }
    }),
  /** Removes what nobody took. */
  obliterate: async (place: BullmqPlace): Promise<number> =>
    withQueue(place, (queue) => queue.obliterate({ force: true })),
};
export type ProducerCalls = typeof calls;
serveCalls(calls);
