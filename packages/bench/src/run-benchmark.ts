import { setTimeout as delay } from 'node:timers/promises';
import type { Benchmark } from './benchmarks/benchmark.ts';
import type { Stage } from './installation/open-stage.ts';
import { cpuSeconds } from './processes/cpu-seconds.ts';
import { openClosers } from './processes/open-closers.ts';
import { cpuLine } from './report/cpu-line.ts';
import type { Row } from './report/row.ts';
import { median } from './statistics/median.ts';

/** Enough for the compiler: a baseline that looks for its best concurrency is warmer than that. */
const WARM_UPS = 3;
/** What one side has written is still on its way to the disk when it ends. */
const REST_MS = 1_000;

/**
 * Runs the two sides in turn, A B A B …, after three warm-ups each, so that what else the machine does
 * falls on both. Everything it started is stopped before it returns.
 */
export const runBenchmark = async (
  benchmark: Benchmark,
  stage: Stage,
  { runs, say }: { runs: number; say: (line: string) => void },
): Promise<Row[]> => {
  const closers = openClosers();
  try {
    const contest = await benchmark.open(stage, closers);
    for (let run = 1; run <= WARM_UPS; run += 1) {
      await contest.ours();
      await contest.baseline();
    }
    const pairs: { ours: readonly number[]; baseline: readonly number[] }[] = [];
    for (let run = 1; run <= runs; run += 1) {
      await delay(REST_MS);
      const times = [cpuSeconds()];
      const ours = await contest.ours();
      times.push(cpuSeconds());
      await delay(REST_MS);
      const baseline = await contest.baseline();
      times.push(cpuSeconds());
      pairs.push({ ours, baseline });
      const figures = ours.map((n, i) => `${n.toFixed(1)} : ${(baseline[i] ?? 0).toFixed(1)}`);
      say(`  run ${run} of ${runs}: ${figures.join(', ')}`);
      for (const [i, side] of ['ours', 'baseline'].entries()) {
        const spent = { before: times[i], after: times[i + 1], items: benchmark.items };
        say(`    CPU for each, ${side}: ${cpuLine(spent)}`);
      }
    }
    return benchmark.rows.map(({ name, unit, goal }, i) => {
      const value = median(pairs.map((p) => p.ours[i] ?? NaN));
      const baseline = median(pairs.map((p) => p.baseline[i] ?? NaN));
      const ratio = median(pairs.map((p) => (p.ours[i] ?? NaN) / (p.baseline[i] ?? NaN)));
      return { name, unit, value, baseline, ratio, goal: goal.text, met: goal.isMet(ratio), runs };
    });
  } finally {
    await closers.close();
  }
};
