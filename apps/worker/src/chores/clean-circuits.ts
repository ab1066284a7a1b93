import { cleanCircuits, type Database } from '@carillon/repositories';
import type { Chore } from './chore.ts';

/** Forgets outcomes and circuits that nobody asks about any more. */
export const cleanCircuitsChore = (database: Database): Chore => ({
  name: 'clean-circuits',
  intervalMs: 600_000,
  once: true,
  pass: async () => {
    const cleaned = await cleanCircuits(database);
    return cleaned === 0 ? null : { cleaned };
  },
});
