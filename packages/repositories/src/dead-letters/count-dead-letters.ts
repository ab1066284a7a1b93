import type { Database } from '../database.ts';

/** How many dead letters a tenant has of one channel, provider and code. */
export interface DeadLetterCount {
  readonly channel: string;
  readonly provider: string | null;
  readonly code: string;
  readonly n: number;
}

export const countDeadLetters = async (
  database: Database,
  tenantId: string,
): Promise<DeadLetterCount[]> =>
  (
    await database.pool.query<DeadLetterCount>(
      `SELECT channel, provider, code, count(*)::int AS n FROM dead_letter
       WHERE tenant_id = $1 GROUP BY 1, 2, 3`,
      [tenantId],
    )
  ).rows;
