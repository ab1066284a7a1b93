import type { Database } from '@carillon/repositories';
import type { Metrics } from '@carillon/runtime';
import type { Chore } from './chore.ts';
import { createPublisher } from './create-publisher.ts';

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
  const publish = createPublisher(database, metrics, PUBLISHED);
  return {
    name: 'publish-counters',
    intervalMs: 1_000,
    once: false,
    pass: async () => {
      await publish();
      return null;
    },
  };
};
