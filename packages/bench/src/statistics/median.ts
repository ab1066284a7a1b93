import { percentile } from './percentile.ts';

export const median = (samples: readonly number[]): number => percentile(samples, 0.5);
