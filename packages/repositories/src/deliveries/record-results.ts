import type { Database } from '../database.ts';
import { inHalves } from '../sql/in-halves.ts';
import { repeatOnConflict } from '../sql/repeat-on-conflict.ts';
import { recordStatement } from './record-statement.ts';
import type { RecordedResult } from './recorded-result.ts';

/** What a record wrote: the deliveries it changed. Others were fenced off; their attempts are kept. */
export interface Recorded {
  readonly changed: ReadonlySet<string>;
}

/** Without the provider's words: what is left of a result that PostgreSQL refused as data. */
const withoutResponse = (row: RecordedResult): RecordedResult => ({
  ...row,
  attempt: { ...row.attempt, message: null, response: null, providerMessageId: null },
});

/**
 * Writes the ends of claims in one statement, fenced by their lease tokens, and deletes the dispatches
 * whose last result is among them. A row that PostgreSQL refuses is written without the provider's
 * answer. Throws when PostgreSQL cannot be asked: the caller keeps the results and repeats; a repeat
 * after a lost answer changes nothing twice.
 */
export const recordResults = async (
  database: Database,
  rows: readonly RecordedResult[],
  endedDispatchIds: readonly string[],
): Promise<Recorded> => {
  const changed = new Set<string>();
  const sorted = [...rows].sort((a, b) => (a.deliveryId < b.deliveryId ? -1 : 1));
  const write = async (part: readonly RecordedResult[]): Promise<void> => {
    const ended = part.at(-1)?.deliveryId === sorted.at(-1)?.deliveryId;
    const statement = recordStatement(part, ended ? endedDispatchIds : []);
    const pool = statement.isHot ? database.hot : database.pool;
    const result = await repeatOnConflict(() => pool.query<{ id: string }>(statement));
    for (const { id } of result.rows) changed.add(id);
  };
  await inHalves(sorted, write, (row) => write([withoutResponse(row)]));
  return { changed };
};
