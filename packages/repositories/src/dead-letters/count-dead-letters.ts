import type { Database } from '../database.ts';

/** How many dead letters a tenant has of one channel, provider, code and template. */
export interface DeadLetterCount {
  readonly channel: string;
  readonly provider: string | null;
  readonly code: string;
  readonly templateKey: string | null;
  readonly templateVersion: number | null;
  readonly n: number;
}

export const countDeadLetters = async (
  database: Database,
  tenantId: string,
): Promise<DeadLetterCount[]> =>
  (
    await database.pool.query<DeadLetterCount>(
      `SELECT channel, provider, code, template_key AS "templateKey",
         template_version AS "templateVersion", count(*)::int AS n
       FROM dead_letter WHERE tenant_id = $1
       GROUP BY channel, provider, code, template_key, template_version`,
      [tenantId],
    )
  ).rows;
