import type { Database } from '../database.ts';
import { PROVIDER_ACCOUNT_COLUMNS, type ProviderAccountRecord } from './provider-account-record.ts';

/** Every tenant's accounts after that id, in the order of their ids: for a walk through all of them. */
export const listAllAccounts = async (
  { kysely }: Database,
  { after, limit }: { after: string | null; limit: number },
): Promise<ProviderAccountRecord[]> => {
  let accounts = kysely.selectFrom('provider_account').select(PROVIDER_ACCOUNT_COLUMNS);
  if (after !== null) accounts = accounts.where('id', '>', after);
  return accounts.orderBy('id').limit(limit).execute();
};

/** Replaces an account's sealed settings if nothing else has changed it; its version stays. */
export const resealAccount = async (
  { kysely }: Database,
  { id, tenantId, version }: ProviderAccountRecord,
  sealed: Readonly<Record<string, string>>,
): Promise<boolean> => {
  const { numUpdatedRows } = await kysely
    .updateTable('provider_account')
    .set({ sealed: JSON.stringify(sealed) })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
};
