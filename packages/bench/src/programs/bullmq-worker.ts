import { Worker } from 'bullmq';
import { serveCalls } from '../processes/serve-calls.ts';
import type { BullmqPlace } from './bullmq-producer.ts';

const nowMs = (): number => performance.timeOrigin + performance.now();

const calls = {
  /** Processes so many no-op jobs. Resolves to the delays of those that carry their beginning, in ms. */
  take: async ({
    count,
    concurrency,
    ...place
  }: BullmqPlace & { count: number; concurrency: number }): Promise<number[]> => {
    const delays: number[] = [];
    const done = Promise.withResolvers<void>();
    let left = count;
    const worker = new Worker<{ begun?: number }>(
      'bare',
      async ({ data }) => {
        if (data.begun !== undefined) delays.push(nowMs() - data.begun);
      },
      { connection: { url: place.redisUrl }, prefix: place.prefix, concurrency },
    );
    worker.on('completed', () => {
      left -= 1;
      if (left === 0) done.resolve();
    });
    await done.promise;
    await worker.close();
    return delays;
  },
};
export type WorkerCalls = typeof calls;
serveCalls(calls);
