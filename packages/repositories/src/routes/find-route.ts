import type { Channel } from '@carillon/domain';
import type { Database } from '../database.ts';
import { ROUTE_COLUMNS, type RouteRecord } from './route-record.ts';

/** A tenant's route for a channel; without a stored one it is the oldest account that serves it. */
export const findRoute = async (
  { kysely }: Database,
  { tenantId, channel }: { tenantId: string; channel: Channel },
): Promise<RouteRecord> => {
  const stored = await kysely
    .selectFrom('route')
    .select(ROUTE_COLUMNS)
    .where('tenant_id', '=', tenantId)
    .where('channel', '=', channel)
    .executeTakeFirst();
  if (stored !== undefined && stored.accounts.length > 0) return stored;
  const oldest = await kysely
    .selectFrom('provider_account')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where((eb) => eb(eb.val(channel), '=', eb.fn.any('channels')))
    .orderBy('created_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  const accounts = oldest === undefined ? [] : [{ accountId: oldest.id, weight: 1 }];
  return { channel, strategy: 'failover', accounts };
};
