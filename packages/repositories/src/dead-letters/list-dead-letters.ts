import type { Database } from '../database.ts';
import { parameters, type Parameters } from '../sql/parameters.ts';
import { type DeadLetterFilter, filterConditions } from './dead-letter-filter.ts';
import { DEAD_LETTER_COLUMNS, type DeadLetterRecord } from './dead-letter-record.ts';

export interface DeadLetterPage {
  readonly tenantId: string;
  readonly filter: DeadLetterFilter;
  /** The last one of the page before. */
  readonly after: { readonly micros: string; readonly id: string } | null;
  readonly limit: number;
}

const conditionsOf = (p: Parameters, { tenantId, filter, after }: DeadLetterPage): string => {
  const conditions = filterConditions(p, tenantId, filter);
  if (after !== null) {
    const micros = p.add(after.micros, 'bigint');
    const id = p.add(after.id, 'uuid');
    conditions.push(
      `(dead_at, delivery_id) < ('epoch'::timestamptz + ${micros} * interval '1 microsecond', ${id})`,
    );
  }
  return conditions.join(' AND ');
};

/** Dead letters, the newest first. */
export const listDeadLetters = async (
  database: Database,
  page: DeadLetterPage,
): Promise<DeadLetterRecord[]> => {
  const p = parameters();
  const where = conditionsOf(p, page);
  const text = `
SELECT ${DEAD_LETTER_COLUMNS} FROM (
  SELECT * FROM dead_letter WHERE ${where}
  ORDER BY dead_at DESC, delivery_id DESC LIMIT ${p.add(page.limit, 'int')}
) l CROSS JOIN LATERAL (SELECT * FROM delivery d WHERE d.id = l.delivery_id OFFSET 0) d
ORDER BY l.dead_at DESC, l.delivery_id DESC`;
  return (await database.pool.query<DeadLetterRecord>(text, p.values)).rows;
};
