import type { Channel } from '@carillon/domain';
import type { Database } from '../database.ts';
import { parameters, type Parameters } from '../sql/parameters.ts';
import { DEAD_LETTER_COLUMNS, type DeadLetterRecord } from './dead-letter-record.ts';

/** Which dead letters; a null does not narrow. */
export interface DeadLetterFilter {
  readonly tenantId: string;
  readonly channel: Channel | null;
  readonly provider: string | null;
  readonly code: string | null;
  /** When it was given up: `from` inclusive, `to` exclusive. */
  readonly from: Date | null;
  readonly to: Date | null;
}

export interface DeadLetterPage extends DeadLetterFilter {
  /** The last one of the page before. */
  readonly after: { readonly micros: string; readonly id: string } | null;
  readonly limit: number;
}

const conditionsOf = (p: Parameters, page: DeadLetterPage): string => {
  const conditions = [`tenant_id = ${p.add(page.tenantId, 'uuid')}`];
  const add = (condition: string, value: unknown, type: string): void => {
    if (value !== null) conditions.push(`${condition} ${p.add(value, type)}`);
  };
  add('channel =', page.channel, 'channel');
  add('provider =', page.provider, 'text');
  add('code =', page.code, 'text');
  add('dead_at >=', page.from, 'timestamptz');
  add('dead_at <', page.to, 'timestamptz');
  if (page.after !== null) {
    const micros = p.add(page.after.micros, 'bigint');
    const id = p.add(page.after.id, 'uuid');
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
) l JOIN delivery d ON d.id = l.delivery_id
ORDER BY l.dead_at DESC, l.delivery_id DESC`;
  return (await database.pool.query<DeadLetterRecord>(text, p.values)).rows;
};
