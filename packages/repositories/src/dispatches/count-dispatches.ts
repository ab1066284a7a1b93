import type { Channel } from '@carillon/domain';
import type { Database } from '../database.ts';

export interface DispatchCount {
  readonly channel: Channel;
  readonly rank: number;
  readonly tenantId: string;
  readonly jobs: number;
}

/** How many jobs are in flight, by channel, priority and tenant: what the window should say. */
export const countDispatches = async (database: Database): Promise<DispatchCount[]> =>
  (
    await database.pool.query<DispatchCount>(
      `SELECT channel, priority AS rank, tenant_id AS "tenantId", count(*)::int AS jobs
       FROM dispatch WHERE NOT suspect GROUP BY 1, 2, 3`,
    )
  ).rows;
