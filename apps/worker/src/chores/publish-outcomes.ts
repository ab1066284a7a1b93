import { addAccountOutcomes, type Database } from '@carillon/repositories';
import type { OutcomeCounts } from '../health/outcome-counts.ts';
import type { Chore } from './chore.ts';

/** Writes what this process's calls came to, for `GET /provider-accounts/{id}/health`. */
export const publishOutcomesChore = (database: Database, counts: OutcomeCounts): Chore => ({
  name: 'publish-outcomes',
  intervalMs: 2_000,
  once: false,
  pass: async () => {
    const taken = counts.take();
    try {
      await addAccountOutcomes(database, taken);
    } catch (error) {
      counts.putBack(taken);
      throw error;
    }
    return null;
  },
});
