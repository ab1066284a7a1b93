import type { Database } from '../database.ts';
import { PROVIDER_ACCOUNT_COLUMNS, type ProviderAccountRecord } from './provider-account-record.ts';

/** One of a tenant's accounts. */
export const findProviderAccount = ({ kysely }: Database, key: { tenantId: string; id: string }) =>
  kysely
    .selectFrom('provider_account')
    .select(PROVIDER_ACCOUNT_COLUMNS)
    .where('tenant_id', '=', key.tenantId)
    .where('id', '=', key.id)
    .executeTakeFirst() satisfies Promise<ProviderAccountRecord | undefined>;

/** Whosever account that is: for callbacks, whose signature says more than a tenant's id would. */
export const findAccountOfCallback = (
  { kysely }: Database,
  key: { provider: string; id: string },
): Promise<ProviderAccountRecord | undefined> =>
  kysely
    .selectFrom('provider_account')
    .select(PROVIDER_ACCOUNT_COLUMNS)
    .where('provider', '=', key.provider)
    .where('id', '=', key.id)
    .executeTakeFirst();
