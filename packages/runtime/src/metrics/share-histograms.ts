import type { Metric } from 'prom-client';
import type { Metrics } from './create-metrics.ts';
import { METRIC_DEFINITIONS, type MetricKey } from './metric-definitions.ts';

/** One line of a histogram as Prometheus reads it: a bucket, the sum or the count. */
export interface HistogramLine {
  /** Of the line: `…_bucket`, `…_sum` or `…_count`. */
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const SUFFIX = /_(?:bucket|sum|count)$/;

/** The lines of one series together, its buckets in order. */
const inOrder = (lines: readonly HistogramLine[]): HistogramLine[] => {
  const placed = lines.map((line) => {
    const { le = '', ...series } = line.labels;
    const bound = le === '+Inf' ? Number.POSITIVE_INFINITY : Number(le);
    return { line, series: JSON.stringify(series), bound };
  });
  return placed
    .toSorted(
      (a, b) =>
        a.series.localeCompare(b.series) ||
        a.line.name.localeCompare(b.line.name) ||
        a.bound - b.bound,
    )
    .map(({ line }) => line);
};

/**
 * Makes a registry print, beside what this process has observed itself, lines that it is given: for
 * histograms that processes without a port fill too, each its own series. Answers what takes the lines.
 */
export const shareHistograms = (
  metrics: Metrics,
  keys: readonly MetricKey[],
): ((lines: readonly HistogramLine[]) => void) => {
  let byMetric = new Map<string, HistogramLine[]>();
  for (const key of keys) {
    const { name, help } = METRIC_DEFINITIONS[key];
    const own = metrics[key];
    const get = async () => {
      const told = inOrder(byMetric.get(name) ?? []);
      const values = told.map((line) => ({ ...line, metricName: line.name }));
      const seen = await own.get();
      return { ...seen, values: [...seen.values, ...values] };
    };
    metrics.registry.removeSingleMetric(name);
    metrics.registry.registerMetric({ name, help, get } as unknown as Metric);
  }
  return (lines) => {
    byMetric = Map.groupBy(lines, (line) => line.name.replace(SUFFIX, ''));
  };
};
