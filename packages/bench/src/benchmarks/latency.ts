import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openCarillon } from '../installation/open-carillon.ts';
import { startProgram } from '../processes/start-program.ts';
import type { LoadCalls } from '../programs/load.ts';
import { percentile } from '../statistics/percentile.ts';
import { bareBullmq } from './bare-bullmq.ts';
import { atMost, type Benchmark } from './benchmark.ts';
import { EMAIL, singleBody } from './bodies.ts';

const COUNT = 600;
const PER_SECOND = 100;
const BODIES = Array.from({ length: 100 }, (_, i) => singleBody(EMAIL, i));

const both = (delays: readonly number[]): number[] => [
  percentile(delays, 0.5),
  percentile(delays, 0.99),
];

/** POST → provider called at 100 a second, otherwise idle, against BullMQ's add → processed. */
export const latency: Benchmark = {
  rows: [
    { name: 'latency-p50', unit: 'ms', goal: atMost(2) },
    { name: 'latency-p99', unit: 'ms', goal: atMost(2) },
  ],
  items: COUNT,
  open: async (stage, closers) => {
    const ledgerFile = path.join(stage.dir, 'latency.jsonl');
    writeFileSync(ledgerFile, '');
    const accounts = [{ provider: 'noop', channels: ['email'], settings: { ledgerFile } }];
    const carillon = await openCarillon(stage, closers, { accounts });
    const load = startProgram<LoadCalls>(closers, 'load');
    const bare = bareBullmq(stage, closers);
    return {
      ours: async () => {
        const { begun } = await load.call('run', {
          origin: carillon.apiUrl,
          path: '/api/v1/notifications',
          key: carillon.apiKey,
          bodies: BODIES,
          count: COUNT,
          connections: 10,
          perSecond: PER_SECOND,
        });
        await carillon.drained();
        const delays = readFileSync(ledgerFile, 'utf8')
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as { at: string; notificationId: string })
          .map(({ at, notificationId }) => Date.parse(at) - (begun[notificationId] ?? NaN));
        truncateSync(ledgerFile);
        return both(delays);
      },
      baseline: async () => both(await bare.delays(COUNT, PER_SECOND)),
    };
  },
};
