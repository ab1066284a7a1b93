import type { Submission } from '../client/submission.ts';
import type { LedgerLine } from './ledger-line.ts';
import type { Recorded } from './recorded-delivery.ts';

/** The three accounts of a run: what was asked for, what providers saw, what PostgreSQL says. */
export interface Evidence {
  readonly submissions: readonly Submission[];
  readonly ledger: readonly LedgerLine[];
  readonly record: Recorded;
}
