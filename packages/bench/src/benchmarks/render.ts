import { startProgram } from '../processes/start-program.ts';
import type { BareEtaCalls } from '../programs/bare-eta.ts';
import type { CarillonRendererCalls } from '../programs/carillon-renderer.ts';
import { atLeast, type Benchmark } from './benchmark.ts';

const COUNT = 200_000;

/** An e-mail from its cached template, checked and budgeted, against bare Eta on the same template. */
export const render: Benchmark = {
  rows: [{ name: 'render', unit: 'mails/s', goal: atLeast(0.8) }],
  items: COUNT,
  open: (_stage, closers) => {
    const ours = startProgram<CarillonRendererCalls>(closers, 'carillon-renderer');
    const bare = startProgram<BareEtaCalls>(closers, 'bare-eta');
    return Promise.resolve({
      ours: async () => [await ours.call('render', { count: COUNT })],
      baseline: async () => [await bare.call('render', { count: COUNT })],
    });
  },
};
