import { WINDOW_JOBS } from './window-class.ts';

/**
 * What each of the tenants that wait may have of a window, in jobs: all of it alone, half of it with
 * another, and then its part by weight. Jobs leave a window in the order in which they came, so what a
 * tenant has of it is what it gets of the sending. At least one job each, so nobody is left out.
 */
export const weightedShares = (weights: readonly number[]): number[] => {
  if (weights.length === 1) return [WINDOW_JOBS];
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => Math.max(1, Math.floor((WINDOW_JOBS * weight) / all)));
};
