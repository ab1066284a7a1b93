import type { Database } from '../database.ts';
import { isUniqueViolation } from '../sql/is-unique-violation.ts';
import { PROVIDER_ACCOUNT_COLUMNS, type ProviderAccountRecord } from './provider-account-record.ts';

export type NewProviderAccount = Omit<ProviderAccountRecord, 'version' | 'createdAt' | 'updatedAt'>;

/** Stores an account; null where the tenant has one of that name already. */
export const insertProviderAccount = async (
  { kysely }: Database,
  account: NewProviderAccount,
): Promise<ProviderAccountRecord | null> => {
  try {
    return await kysely
      .insertInto('provider_account')
      .values({
        id: account.id,
        tenant_id: account.tenantId,
        name: account.name,
        provider: account.provider,
        channels: [...account.channels],
        settings: JSON.stringify(account.settings),
        sealed: JSON.stringify(account.sealed),
        rate_per_second: account.ratePerSecond,
        deadline_ms: account.deadlineMs,
      })
      .returning(PROVIDER_ACCOUNT_COLUMNS)
      .executeTakeFirstOrThrow();
  } catch (error) {
    if (isUniqueViolation(error)) return null;
    throw error;
  }
};
