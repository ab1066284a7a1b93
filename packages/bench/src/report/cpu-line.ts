type Times = ReadonlyMap<string, number>;

/** CPU seconds by program, before and after so many items. */
export interface Spent {
  readonly before: Times | undefined;
  readonly after: Times | undefined;
  readonly items: number;
}

const MICROSECONDS = 1_000_000;

/**
 * What one item cost in CPU time, by program, the dearest first: `api 15.0, load 6.0 = 22 µs`. Programs
 * that did next to nothing are only in the sum.
 */
export const cpuLine = ({ before, after, items }: Spent): string => {
  const costs = [...(after ?? [])]
    .map(([program, seconds]) => ({
      program,
      micros: ((seconds - (before?.get(program) ?? 0)) * MICROSECONDS) / items,
    }))
    .sort((a, b) => b.micros - a.micros);
  const sum = costs.reduce((total, { micros }) => total + micros, 0);
  if (sum <= 0) return 'not measured';
  const parts = costs
    .filter(({ micros }) => micros >= sum / 100)
    .map(({ program, micros }) => `${program} ${micros.toFixed(1)}`);
  return `${parts.join(', ')} = ${sum.toFixed(0)} µs`;
};
