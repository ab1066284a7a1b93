import { markHeldClasses, type Database } from '@carillon/repositories';
import type { HeldClasses } from '../health/held-classes.ts';
import type { Chore } from './chore.ts';

const INTERVAL_MS = 2_000;
/** A mark outlives a few passes, and its worker by no more than that. */
const MARKED_FOR_MS = 10_000;

/** Tells the others what the dispatcher holds back, so that nobody takes it for overdue. */
export const markHeldChore = (database: Database, held: HeldClasses): Chore => ({
  name: 'mark-held',
  intervalMs: INTERVAL_MS,
  once: false,
  pass: async () => {
    await markHeldClasses(database, held.list(), MARKED_FOR_MS);
    return null;
  },
});
