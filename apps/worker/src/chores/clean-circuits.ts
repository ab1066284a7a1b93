import { cleanCaps, cleanCircuits, cleanHeldClasses, type Database } from '@carillon/repositories';
import type { Chore } from './chore.ts';

/** Forgets outcomes, circuits, marks and counted caps that nobody asks about any more. */
export const cleanCircuitsChore = (database: Database): Chore => ({
  name: 'clean-circuits',
  intervalMs: 600_000,
  once: true,
  pass: async () => {
    const cleaned =
      (await cleanCircuits(database)) +
      (await cleanCaps(database)) +
      (await cleanHeldClasses(database));
    return cleaned === 0 ? null : { cleaned };
  },
});
