import type { Writable } from 'node:stream';

/** Tells a person what is being done and how long it took. */
export type Progress = <T>(
  what: string,
  work: Promise<T>,
  more?: (result: T) => string,
) => Promise<T>;

/** One line per step, written when it is done. */
export const createProgress =
  (out: Writable): Progress =>
  async (what, work, more = () => '') => {
    const begun = performance.now();
    const result = await work;
    const seconds = ((performance.now() - begun) / 1_000).toFixed(1);
    out.write(`  ✓ ${what.padEnd(12)} ${more(result).padEnd(48)} ${seconds.padStart(5)} s\n`);
    return result;
  };
