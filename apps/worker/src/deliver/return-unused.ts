import { returnProbe, returnToCaps, type CountedDraw } from '@carillon/repositories';
import { logAndContinue } from '@carillon/runtime';
import type { DeliverDeps } from './deliver-deps.ts';

/** What was taken for a call that is not made. */
export interface Unused {
  /** The circuit whose probe it was to be. */
  readonly probeOf: string | null;
  /** What was counted against its recipient's caps. */
  readonly counted?: readonly CountedDraw[];
}

/** Gives it back for others. Never throws: what stays taken ends with its lease or its window. */
export const returnUnused = async (
  { database, log }: DeliverDeps,
  { probeOf, counted = [] }: Unused,
): Promise<void> => {
  if (probeOf !== null) {
    const returning = returnProbe(database, probeOf);
    await logAndContinue(
      returning,
      log,
      'an unused probe was not returned; its lease will run out',
    );
  }
  if (counted.length > 0) {
    const returning = returnToCaps(database.pool, counted);
    await logAndContinue(returning, log, 'an unsent message stays counted against its caps');
  }
};
