import type { Fuzzed, FuzzOptions } from './fuzz.ts';

/** `fuzz`, loaded when it is asked for: its generators are of no use to any other test. */
export const fuzzLazily = async (options: FuzzOptions): Promise<Fuzzed> =>
  (await import('./fuzz.ts')).fuzz(options);
