import type { DeadLetterFilter } from '../dead-letters/dead-letter-filter.ts';

/** A filter as a run's row keeps it. */
export type StoredFilter = Omit<DeadLetterFilter, 'from' | 'to'> & {
  readonly from: string | null;
  readonly to: string | null;
};

/** A stored filter as it was given. */
export const filterOf = (stored: StoredFilter): DeadLetterFilter => ({
  ...stored,
  from: stored.from === null ? null : new Date(stored.from),
  to: stored.to === null ? null : new Date(stored.to),
});
