import { declareCategory, type Category } from '@carillon/domain';
import { CATEGORY_COLUMNS } from '../categories/category-columns.ts';
import type { Database } from '../database.ts';
import {
  PROVIDER_ACCOUNT_COLUMNS,
  type ProviderAccountRecord,
} from '../provider-accounts/provider-account-record.ts';
import { ROUTE_COLUMNS, type RouteRecord } from '../routes/route-record.ts';

/** What a tenant has set up. */
export interface TenantConfiguration {
  /** The oldest first: where a channel has no route, the first that serves it sends. */
  readonly accounts: readonly ProviderAccountRecord[];
  readonly routes: readonly RouteRecord[];
  /** As `PATCH /settings` stored them. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Those that were declared. */
  readonly categories: readonly Category[];
  /** Whether an endpoint or the event log subscribes to anything. */
  readonly tellsEvents: boolean;
  /** Its part of a saturated channel, beside the others'. */
  readonly weight: number;
}

/** Reads what one tenant has set up; a tenant without any of it has empty ones. */
export const readTenantConfiguration = async (
  { kysely }: Database,
  tenantId: string,
): Promise<TenantConfiguration> => {
  const [accounts, routes, setting, categories, subscription, tenant] = await Promise.all([
    kysely
      .selectFrom('provider_account')
      .select(PROVIDER_ACCOUNT_COLUMNS)
      .where('tenant_id', '=', tenantId)
      .orderBy('created_at')
      .orderBy('id')
      .execute(),
    kysely.selectFrom('route').select(ROUTE_COLUMNS).where('tenant_id', '=', tenantId).execute(),
    kysely
      .selectFrom('tenant_setting')
      .select('settings')
      .where('tenant_id', '=', tenantId)
      .executeTakeFirst(),
    kysely
      .selectFrom('category')
      .select(CATEGORY_COLUMNS)
      .where('tenant_id', '=', tenantId)
      .execute(),
    kysely
      .selectFrom('event_subscription')
      .select('type')
      .where('tenant_id', '=', tenantId)
      .limit(1)
      .executeTakeFirst(),
    kysely.selectFrom('tenant').select('weight').where('id', '=', tenantId).executeTakeFirst(),
  ]);
  return {
    accounts,
    routes,
    settings: setting?.settings ?? {},
    categories: categories.map(({ key, ...said }) => declareCategory(key, said)),
    tellsEvents: subscription !== undefined,
    weight: tenant?.weight ?? 1,
  };
};
