import type { Database } from '@carillon/repositories';
import type { Metrics } from '@carillon/runtime';
import type { Chore } from './chore.ts';
import { createPublisher } from './create-publisher.ts';

const PUBLISHED = ['providerSeconds', 'queueSeconds', 'deliverySeconds', 'flushSeconds'] as const;

/**
 * Adds this worker's durations to the installation's. A histogram is some seventeen rows for each of
 * its series, so they are written less often than counters: no scraper comes more often either.
 */
export const publishDurationsChore = (database: Database, metrics: Metrics): Chore => {
  const publish = createPublisher(database, metrics, PUBLISHED);
  return {
    name: 'publish-durations',
    intervalMs: 5_000,
    once: false,
    pass: async () => {
      await publish();
      return null;
    },
  };
};
