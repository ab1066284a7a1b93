import type { Channel } from '@carillon/domain';
import type { Database } from '../database.ts';

/** A tenant's deliveries of one channel and priority that wait in PostgreSQL. */
export interface WaitingClass {
  readonly channel: Channel;
  readonly rank: number;
  readonly tenantId: string;
  /** True when at least one of them is due. */
  readonly due: boolean;
}

// A loose index scan: one probe per class instead of one row per delivery.
const FIND = `
WITH RECURSIVE class AS (
  (SELECT channel, priority, tenant_id FROM delivery WHERE dispatch_id IS NULL
    ORDER BY channel, priority, tenant_id LIMIT 1)
  UNION ALL
  SELECT next.* FROM class c CROSS JOIN LATERAL (
    SELECT d.channel, d.priority, d.tenant_id FROM delivery d WHERE d.dispatch_id IS NULL
      AND (d.channel, d.priority, d.tenant_id) > (c.channel, c.priority, c.tenant_id)
    ORDER BY d.channel, d.priority, d.tenant_id LIMIT 1) next
)
SELECT channel, priority AS rank, tenant_id AS "tenantId",
  EXISTS (SELECT FROM delivery d WHERE d.dispatch_id IS NULL AND d.channel = c.channel
    AND d.priority = c.priority AND d.tenant_id = c.tenant_id AND d.due_at <= now()) AS due
FROM class c`;

/** The classes that have deliveries waiting in PostgreSQL, the most urgent first. */
export const findWaitingClasses = async (database: Database): Promise<WaitingClass[]> => {
  const { rows } = await database.pool.query<WaitingClass>({ name: 'waiting-classes', text: FIND });
  return rows.sort((a, b) => a.rank - b.rank);
};
