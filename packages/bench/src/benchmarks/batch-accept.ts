import { openCarillon } from '../installation/open-carillon.ts';
import { startProgram } from '../processes/start-program.ts';
import type { LoadCalls } from '../programs/load.ts';
import { bareBullmq } from './bare-bullmq.ts';
import { atLeast, type Benchmark } from './benchmark.ts';
import { batchBody, EMAIL } from './bodies.ts';

const COUNT = 20_000;
const BATCH = 1_000;

/** Batches of a thousand, accepted and committed, against bare `addBulk` of as many jobs. */
export const batchAccept: Benchmark = {
  rows: [{ name: 'batch-accept', unit: 'notifications/s', goal: atLeast(0.5) }],
  items: COUNT,
  open: async (stage, closers) => {
    const carillon = await openCarillon(stage, closers);
    const load = startProgram<LoadCalls>(closers, 'load');
    const bare = bareBullmq(stage, closers);
    return {
      ours: async () => {
        await carillon.clear();
        const { seconds } = await load.call('run', {
          origin: carillon.apiUrl,
          path: '/api/v1/notifications/batch',
          key: carillon.apiKey,
          bodies: [batchBody(EMAIL, BATCH)],
          count: COUNT / BATCH,
          connections: 2,
        });
        return [COUNT / seconds];
      },
      baseline: async () => [await bare.addBulk(COUNT)],
    };
  },
};
