import { type Database, findKeptAnswers, type StoredAnswer } from '@carillon/repositories';
import type { AcceptEntry } from './accept-entry.ts';

/** An entry that cannot be accepted as things are now. */
export interface RefusedEntry {
  readonly entry: AcceptEntry;
  readonly requestId: string;
}

/**
 * What refused entries were answered when they were accepted before, by request id. What a request
 * names may have gone since (its template, its subscriber): who only repeats it under its key is to hear
 * that it was accepted. One query for all that have a key, none where none has.
 */
export const findReplays = async (
  database: Database,
  refused: readonly RefusedEntry[],
): Promise<ReadonlyMap<string, StoredAnswer>> => {
  const keyed = refused.flatMap(({ entry: { tenantId, idempotency }, requestId }) =>
    idempotency === null ? [] : [{ tenantId, key: idempotency.key, requestId }],
  );
  const answers = await findKeptAnswers(database, keyed);
  return new Map(
    keyed.flatMap(({ requestId }, i) => {
      const answer = answers[i] ?? null;
      return answer === null ? [] : [[requestId, answer] as const];
    }),
  );
};
