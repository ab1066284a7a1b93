import { openCarillon } from '../installation/open-carillon.ts';
import { startProgram } from '../processes/start-program.ts';
import type { LoadCalls } from '../programs/load.ts';
import { bareBullmq } from './bare-bullmq.ts';
import { atLeast, type Benchmark } from './benchmark.ts';
import { batchBody, EMAIL } from './bodies.ts';

const COUNT = 20_000;
const BATCH = 1_000;
const CONNECTIONS = 4;

/**
 * Accepted over REST → recorded sent, against bare BullMQ adding and processing as many jobs. It adds
 * and processes at the same time, in a process each, since we do too. One after the other, the other
 * reading of the goal, was 0.87 to 1.15 of that in four warm runs.
 */
export const endToEnd: Benchmark = {
  rows: [{ name: 'end-to-end', unit: 'notifications/s', goal: atLeast(2) }],
  items: COUNT,
  open: async (stage, closers) => {
    const accounts = [{ provider: 'noop', channels: ['email'], settings: {} }];
    const carillon = await openCarillon(stage, closers, { accounts });
    const load = startProgram<LoadCalls>(closers, 'load');
    const bare = bareBullmq(stage, closers);
    return {
      ours: async () => {
        const begun = performance.now();
        await load.call('run', {
          origin: carillon.apiUrl,
          path: '/api/v1/notifications/batch',
          key: carillon.apiKey,
          bodies: [batchBody(EMAIL, BATCH)],
          count: COUNT / BATCH,
          connections: CONNECTIONS,
        });
        await carillon.drained();
        return [COUNT / ((performance.now() - begun) / 1_000)];
      },
      baseline: async () => [await bare.addAndProcess(COUNT)],
    };
  },
};
