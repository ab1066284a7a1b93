import type { Database } from '../database.ts';
import { parameters } from '../sql/parameters.ts';
import { type DeadLetterFilter, filterConditions } from './dead-letter-filter.ts';

/** How many dead letters a tenant has of one channel, provider, code and template. */
export interface DeadLetterCount {
  readonly channel: string;
  readonly provider: string | null;
  readonly code: string;
  readonly templateKey: string | null;
  readonly templateVersion: number | null;
  readonly n: number;
}

/** How many of those that the filter finds there are of each cause. */
export const countDeadLetters = async (
  database: Database,
  tenantId: string,
  filter: DeadLetterFilter,
): Promise<DeadLetterCount[]> => {
  const p = parameters();
  const where = filterConditions(p, tenantId, filter).join(' AND ');
  const text = `
SELECT channel, provider, code, template_key AS "templateKey",
  template_version AS "templateVersion", count(*)::int AS n
FROM dead_letter WHERE ${where}
GROUP BY channel, provider, code, template_key, template_version`;
  return (await database.pool.query<DeadLetterCount>(text, p.values)).rows;
};
