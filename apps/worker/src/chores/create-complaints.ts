import { isUnavailable } from '@carillon/repositories';

const COMPLAIN_EVERY_MS = 10_000;

/** Decides which failures of chores are worth a line. */
export interface Complaints {
  isDue(chore: string, error: unknown): boolean;
}

/**
 * A failing chore says so once, then at most every ten seconds. Those that fail because PostgreSQL is
 * away have one line between them: it is one failure, and there are two dozen chores.
 */
export const createComplaints = (): Complaints => {
  const saidAt = new Map<string, number>();
  return {
    isDue: (chore, error) => {
      const about = isUnavailable(error) ? 'PostgreSQL' : `chore ${chore}`;
      const now = performance.now();
      if (now - (saidAt.get(about) ?? -Infinity) < COMPLAIN_EVERY_MS) return false;
      saidAt.set(about, now);
      return true;
    },
  };
};
