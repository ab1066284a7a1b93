import type { Sealer } from './create-sealer.ts';

/** Something whose sealed settings are kept by name. */
export interface SealedAccount {
  readonly tenantId: string;
  readonly id: string;
  readonly sealed: Readonly<Record<string, string>>;
}

/** All secrets of an account in the clear, by name. Throws `CannotUnseal`. */
export const openSealed = (sealer: Sealer, account: SealedAccount): Record<string, string> =>
  Object.fromEntries(
    Object.entries(account.sealed).map(([setting, text]) => [
      setting,
      sealer.open(text, { tenantId: account.tenantId, accountId: account.id, setting }),
    ]),
  );
