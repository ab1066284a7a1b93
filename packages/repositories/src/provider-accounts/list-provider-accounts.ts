import type { Database } from '../database.ts';
import { PROVIDER_ACCOUNT_COLUMNS, type ProviderAccountRecord } from './provider-account-record.ts';

/** A tenant's accounts before that one (null: from the newest on), the newest first. */
export const listProviderAccounts = async (
  { kysely }: Database,
  query: { tenantId: string; before: string | null; limit: number },
): Promise<ProviderAccountRecord[]> => {
  let accounts = kysely
    .selectFrom('provider_account')
    .select(PROVIDER_ACCOUNT_COLUMNS)
    .where('tenant_id', '=', query.tenantId);
  if (query.before !== null) accounts = accounts.where('id', '<', query.before);
  return accounts.orderBy('id', 'desc').limit(query.limit).execute();
};
