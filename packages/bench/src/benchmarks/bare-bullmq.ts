import type { Stage } from '../installation/open-stage.ts';
import type { Closers } from '../processes/open-closers.ts';
import { startProgram } from '../processes/start-program.ts';
import type { ProducerCalls } from '../programs/bullmq-producer.ts';
import type { WorkerCalls } from '../programs/bullmq-worker.ts';

/** Tried once each; the fastest is what we are measured against. */
const CONCURRENCIES = [20, 50, 100, 200];
const TRIAL_JOBS = 5_000;

/** BullMQ alone, as it would be used without us: a producer and a worker in a process each. */
export interface BareBullmq {
  /** Adds and processes so many no-op jobs at the best concurrency. Resolves to jobs a second. */
  addAndProcess(count: number): Promise<number>;
  /** Adds so many jobs that nobody takes. Resolves to jobs a second. */
  addBulk(count: number): Promise<number>;
  /** Add → processed at a pace. Resolves to the delays in ms. */
  delays(count: number, perSecond: number): Promise<number[]>;
}

export const bareBullmq = ({ redisUrl }: Stage, closers: Closers): BareBullmq => {
  const producer = startProgram<ProducerCalls>(closers, 'bullmq-producer');
  const worker = startProgram<WorkerCalls>(closers, 'bullmq-worker');
  const place = { redisUrl, prefix: '{bare}' };
  let best: number | null = null;

  const run = async (count: number, concurrency: number): Promise<number> => {
    const begun = performance.now();
    const processed = worker.call('take', { ...place, count, concurrency });
    await producer.call('addBulk', { ...place, count });
    await processed;
    return count / ((performance.now() - begun) / 1_000);
  };
  const findBest = async (): Promise<number> => {
    let fastest = { rate: 0, concurrency: 0 };
    for (const concurrency of CONCURRENCIES) {
      const rate = await run(TRIAL_JOBS, concurrency);
      if (rate > fastest.rate) fastest = { rate, concurrency };
    }
    return fastest.concurrency;
  };
  return {
    addAndProcess: async (count) => {
      best ??= await findBest();
      return run(count, best);
    },
    addBulk: async (count) => {
      const seconds = await producer.call('addBulk', { ...place, count });
      await producer.call('obliterate', place);
      return count / seconds;
    },
    delays: async (count, perSecond) => {
      const delays = worker.call('take', { ...place, count, concurrency: 20 });
      await producer.call('addPaced', { ...place, count, perSecond });
      return delays;
    },
  };
};
