import type { Database } from '../database.ts';
import type { RouteRecord } from './route-record.ts';

const PUT = `
WITH wanted AS (
  SELECT (w ->> 'accountId')::uuid AS account_id FROM jsonb_array_elements($4::jsonb) w
), unfit AS (
  SELECT account_id FROM wanted WHERE NOT EXISTS (SELECT FROM provider_account a
    WHERE a.tenant_id = $1 AND a.id = account_id AND $2::channel = ANY (a.channels))
), put AS (
  INSERT INTO route (tenant_id, channel, strategy, accounts)
  SELECT $1, $2::channel, $3, $4::jsonb WHERE NOT EXISTS (SELECT FROM unfit)
  ON CONFLICT (tenant_id, channel) DO UPDATE SET strategy = excluded.strategy,
    accounts = excluded.accounts, updated_at = now()
  RETURNING xmax = 0 AS created
)
SELECT (SELECT created FROM put) AS created, ARRAY(SELECT account_id::text FROM unfit) AS unfit`;

/** What became of a route: `unfit` are accounts that are not the tenant's or do not serve the channel. */
export type PutRoute =
  | { readonly kind: 'stored'; readonly created: boolean }
  | { readonly kind: 'unfit'; readonly accountIds: readonly string[] };

/** Sets which accounts send for a channel; no accounts means the oldest one again. */
export const putRoute = async (
  { pool }: Database,
  tenantId: string,
  { channel, strategy, accounts }: RouteRecord,
): Promise<PutRoute> => {
  const { rows } = await pool.query<{ created: boolean | null; unfit: string[] }>(PUT, [
    tenantId,
    channel,
    strategy,
    JSON.stringify(accounts),
  ]);
  const { created = null, unfit = [] } = rows[0] ?? {};
  return created === null ? { kind: 'unfit', accountIds: unfit } : { kind: 'stored', created };
};
