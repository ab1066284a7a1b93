import { addCounters, type CounterGrowth, type Database } from '@carillon/repositories';
import type { Metrics } from '@carillon/runtime';
import type { Chore } from './chore.ts';

const PUBLISHED = [
  'attempts',
  'fencedWrites',
  'outcomeUnknown',
  'unknownCodes',
  'reconciled',
  'eventDeliveries',
] as const;

/** Adds this worker's counters to the installation's, so that one scrape of the api shows them all. */
export const publishCountersChore = (database: Database, metrics: Metrics): Chore => {
  const published = new Map<string, number>();
  return {
    name: 'publish-counters',
    intervalMs: 1_000,
    once: false,
    pass: async () => {
      const growth: CounterGrowth[] = [];
      const totals = new Map<string, number>();
      for (const key of PUBLISHED) {
        const { name, values } = await metrics[key].get();
        for (const { labels, value } of values) {
          const id = `${name} ${JSON.stringify(labels)}`;
          const by = value - (published.get(id) ?? 0);
          if (by > 0) growth.push({ name, labels: textLabels(labels), by });
          totals.set(id, value);
        }
      }
      if (growth.length > 0) await addCounters(database, growth);
      for (const [id, value] of totals) published.set(id, value);
      return null;
    },
  };
};

const textLabels = (labels: object): Record<string, string> =>
  Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, String(value)]));
