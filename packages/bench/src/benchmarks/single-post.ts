import { openCarillon } from '../installation/open-carillon.ts';
import { startProgram } from '../processes/start-program.ts';
import type { BareExpressCalls } from '../programs/bare-express.ts';
import type { LoadCalls, LoadInput } from '../programs/load.ts';
import { atLeast, type Benchmark } from './benchmark.ts';
import { EMAIL, singleBody } from './bodies.ts';

const COUNT = 20_000;
const CONNECTIONS = 50;
const BODIES = Array.from({ length: 100 }, (_, i) => singleBody(EMAIL, i));

const input = (origin: string, key: string): LoadInput => ({
  origin,
  path: '/api/v1/notifications',
  key,
  bodies: BODIES,
  count: COUNT,
  connections: CONNECTIONS,
});

/** Single POSTs, accepted and committed, against Express that validates and stores nothing. */
export const singlePost: Benchmark = {
  rows: [{ name: 'single-post', unit: 'requests/s', goal: atLeast(0.6) }],
  items: COUNT,
  open: async (stage, closers) => {
    const carillon = await openCarillon(stage, closers);
    const load = startProgram<LoadCalls>(closers, 'load');
    const bare = startProgram<BareExpressCalls>(closers, 'bare-express');
    const bareOrigin = `http://127.0.0.1:${await bare.call('port', undefined as never)}`;
    return {
      ours: async () => {
        await carillon.clear();
        const { seconds } = await load.call('run', input(carillon.apiUrl, carillon.apiKey));
        return [COUNT / seconds];
      },
      baseline: async () => {
        const { seconds } = await load.call('run', input(bareOrigin, 'none'));
        return [COUNT / seconds];
      },
    };
  },
};

/** The same until recorded sent, against the rate at which they are accepted: delivery keeps up. */
export const endToEndSingle: Benchmark = {
  rows: [{ name: 'end-to-end-single', unit: 'notifications/s', goal: atLeast(0.9) }],
  items: COUNT,
  open: async (stage, closers) => {
    const accounts = [{ provider: 'noop', channels: ['email'], settings: {} }];
    const whole = await openCarillon(stage, closers, { accounts });
    const accepting = await openCarillon(stage, closers);
    const load = startProgram<LoadCalls>(closers, 'load');
    return {
      ours: async () => {
        const begun = performance.now();
        await load.call('run', input(whole.apiUrl, whole.apiKey));
        await whole.drained();
        return [COUNT / ((performance.now() - begun) / 1_000)];
      },
      baseline: async () => {
        await accepting.clear();
        const { seconds } = await load.call('run', input(accepting.apiUrl, accepting.apiKey));
        return [COUNT / seconds];
      },
    };
  },
};
