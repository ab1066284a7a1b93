import { addCounters, type CounterGrowth, type Database } from '@carillon/repositories';
import type { MetricKey, Metrics } from '@carillon/runtime';

const textLabels = (labels: object): Record<string, string> =>
  Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, String(value)]));

/**
 * Adds what these metrics have grown by since the last time to what all workers have: nobody scrapes a
 * worker. A histogram is its lines: buckets, sum and count.
 */
export const createPublisher = (
  database: Database,
  metrics: Metrics,
  keys: readonly MetricKey[],
): (() => Promise<void>) => {
  const published = new Map<string, number>();
  return async () => {
    const growth: CounterGrowth[] = [];
    const totals = new Map<string, number>();
    for (const key of keys) {
      const metric = await metrics[key].get();
      for (const value of metric.values) {
        const name = 'metricName' in value ? String(value.metricName) : metric.name;
        const id = `${name} ${JSON.stringify(value.labels)}`;
        const by = value.value - (published.get(id) ?? 0);
        if (by > 0) growth.push({ name, labels: textLabels(value.labels), by });
        totals.set(id, value.value);
      }
    }
    if (growth.length > 0) await addCounters(database, growth);
    for (const [id, value] of totals) published.set(id, value);
  };
};
