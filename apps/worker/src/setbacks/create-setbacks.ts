import { afterFailure } from '@carillon/domain';
import type { Logger } from '@carillon/runtime';
import { createComplaints } from '../chores/create-complaints.ts';

/** Work whose turn has failed, and how it is written down what becomes of it. */
export interface Setback {
  readonly what: 'broadcast' | 'digest';
  readonly id: string;
  /** How often in a row it had failed before, and since when. */
  readonly failures: number;
  readonly failingMs: number;
  readonly error: unknown;
  readonly putOff: (failure: string, pauseMs: number) => Promise<void>;
  readonly giveUp: (failure: string) => Promise<void>;
}

/** Decides about a setback; rejects when that could not be written, as while PostgreSQL is away. */
export type Setbacks = (setback: Setback) => Promise<void>;

/** An error by its code or name: what it says may hold personal data, which belongs into no row. */
const failureOf = (error: unknown): string => {
  if (!Error.isError(error)) return 'unknown';
  const code: unknown = 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : error.name;
};

/**
 * Puts off what fails, so that what stands behind it has its turn, and gives up what has failed for a
 * day. What is put off is warned about at most every ten seconds, whatever is given up each time.
 */
export const createSetbacks = (log: Logger): Setbacks => {
  const complaints = createComplaints();
  return async ({ what, id, error, putOff, giveUp, ...before }) => {
    const failures = before.failures + 1;
    const failure = failureOf(error);
    const after = afterFailure({ failures, forMs: before.failingMs });
    if (after.kind === 'give_up') {
      await giveUp(failure);
      log.warn(`a ${what} is given up`, { id, failures, error });
      return;
    }
    await putOff(failure, after.pauseMs);
    if (!complaints.isDue(what, error)) return;
    log.warn(`a ${what} failed and is put off; others go on`, {
      id,
      failures,
      pauseMs: after.pauseMs,
      error,
    });
  };
};
