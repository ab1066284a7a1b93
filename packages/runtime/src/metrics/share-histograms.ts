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
 * Makes a registry print, in place of what this process has observed itself, lines that it is given:
 * for histograms that processes without a port fill. Answers what takes the lines.
 */
export const shareHistograms = (
  { registry }: Pick<Metrics, 'registry'>,
  keys: readonly MetricKey[],
): ((lines: readonly HistogramLine[]) => void) => {
  let byMetric = new Map<string, HistogramLine[]>();
  for (const key of keys) {
    const { name, help } = METRIC_DEFINITIONS[key];
    const get = () => {
      const values = inOrder(byMetric.get(name) ?? []);
      const told = values.map((line) => ({ ...line, metricName: line.name }));
      return Promise.resolve({ name, help, type: 'histogram', aggregator: 'sum', values: told });
    };
    registry.removeSingleMetric(name);
    registry.registerMetric({ name, help, get } as unknown as Metric);
  }
  return (lines) => {
    byMetric = Map.groupBy(lines, (line) => line.name.replace(SUFFIX, ''));
  };
};
