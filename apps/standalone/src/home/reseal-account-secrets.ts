import { resealAccount, type Database, type ProviderAccountRecord } from '@carillon/repositories';
import { openSealed, sealNamed, type Sealer } from '@carillon/runtime';

export interface ResealDeps {
  readonly database: Database;
  readonly sealer: Sealer;
}

/** Seals an account's secrets with the first key; false where they are already. Throws `CannotUnseal`. */
export const resealAccountSecrets = async (
  { database, sealer }: ResealDeps,
  account: ProviderAccountRecord,
): Promise<boolean> => {
  if (!Object.values(account.sealed).some((text) => sealer.isStale(text))) return false;
  const place = { tenantId: account.tenantId, accountId: account.id };
  const open = openSealed(sealer, account);
  const secrets = new Set(Object.keys(open));
  await resealAccount(database, account, sealNamed(sealer, open, { ...place, secrets }).sealed);
  return true;
};
