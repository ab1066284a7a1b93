import type { Stage } from '../installation/open-stage.ts';
import type { Closers } from '../processes/open-closers.ts';

/** What a ratio should be: text as in `>= 2.0` and the test. */
export interface Goal {
  readonly text: string;
  readonly isMet: (ratio: number) => boolean;
}

/** A line of the table. The ratio is always value ÷ baseline. */
export interface RowSpec {
  readonly name: string;
  readonly unit: string;
  readonly goal: Goal;
}

/** The two sides, set up and warm as they come. Each run gives one number for each row. */
export interface Contest {
  readonly ours: () => Promise<readonly number[]>;
  readonly baseline: () => Promise<readonly number[]>;
}

/** Rows that come of the same runs, mostly one. `open` may take what it needs from the stage. */
export interface Benchmark {
  readonly rows: readonly RowSpec[];
  /** Notifications (or jobs, requests, messages) of one run of either side. */
  readonly items: number;
  readonly open: (stage: Stage, closers: Closers) => Promise<Contest>;
}

export const atLeast = (ratio: number): Goal => ({
  text: `>= ${ratio.toFixed(1)}`,
  isMet: (actual) => actual >= ratio,
});

export const atMost = (ratio: number): Goal => ({
  text: `<= ${ratio.toFixed(1)}`,
  isMet: (actual) => actual <= ratio,
});
