import type { NotificationRequest } from '@carillon/domain';
import type { Database } from '../database.ts';

/** The batch that a broadcast is. */
export interface BroadcastKey {
  readonly tenantId: string;
  readonly batchId: string;
}

const FIND = `
SELECT b.batch_id AS "batchId", b.request
FROM (SELECT DISTINCT * FROM unnest($1::uuid[], $2::uuid[])) AS k(tenant_id, batch_id)
  JOIN broadcast b USING (tenant_id, batch_id)`;

/** What the members' notifications of these broadcasts share, by batch. */
export const findBroadcastRequests = async (
  { pool }: { readonly pool: Pick<Database['pool'], 'query'> },
  keys: readonly BroadcastKey[],
): Promise<Map<string, NotificationRequest>> => {
  if (keys.length === 0) return new Map();
  const { rows } = await pool.query<{ batchId: string; request: NotificationRequest }>({
    name: 'broadcast-requests',
    text: FIND,
    values: [keys.map((k) => k.tenantId), keys.map((k) => k.batchId)],
  });
  return new Map(rows.map(({ batchId, request }) => [batchId, request]));
};
