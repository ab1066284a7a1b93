import { sql } from 'kysely';
import type { Database } from '../database.ts';
import { isUniqueViolation } from '../sql/is-unique-violation.ts';
import { PROVIDER_ACCOUNT_COLUMNS, type ProviderAccountRecord } from './provider-account-record.ts';

/** What became of a change: `stale` when another came between, `taken` when the name is another's. */
export type AccountUpdate =
  | { readonly kind: 'updated'; readonly account: ProviderAccountRecord }
  | { readonly kind: 'stale' | 'taken' };

/** Replaces what an account says, if it is still the version that was read. */
export const updateProviderAccount = async (
  { kysely }: Database,
  account: ProviderAccountRecord,
): Promise<AccountUpdate> => {
  try {
    const updated = await kysely
      .updateTable('provider_account')
      .set({
        name: account.name,
        channels: [...account.channels],
        settings: JSON.stringify(account.settings),
        sealed: JSON.stringify(account.sealed),
        rate_per_second: account.ratePerSecond,
        deadline_ms: account.deadlineMs,
        version: sql`version + 1`,
        updated_at: sql`now()`,
      })
      .where('tenant_id', '=', account.tenantId)
      .where('id', '=', account.id)
      .where('version', '=', account.version)
      .returning(PROVIDER_ACCOUNT_COLUMNS)
      .executeTakeFirst();
    return updated === undefined ? { kind: 'stale' } : { kind: 'updated', account: updated };
  } catch (error) {
    if (isUniqueViolation(error)) return { kind: 'taken' };
    throw error;
  }
};
