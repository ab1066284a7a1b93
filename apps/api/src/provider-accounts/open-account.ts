import {
  findProvider,
  parseSettings,
  type Provider,
  type ProviderDeps,
  type Settings,
} from '@carillon/providers';
import type { ProviderAccountRecord } from '@carillon/repositories';
import { openSealed, type Sealer } from '@carillon/runtime';

/** All settings of an account, secrets in the clear: never to be answered or logged. */
export const settingsOf = (sealer: Sealer, account: ProviderAccountRecord): Settings => ({
  ...account.settings,
  ...openSealed(sealer, account),
});

/** Opens an account's provider for one use; null with a reason where it cannot be. */
export const openAccount = (
  sealer: Sealer,
  account: ProviderAccountRecord,
  deps: ProviderDeps,
): { provider: Provider } | { problem: string } => {
  const definition = findProvider(account.provider);
  if (definition === undefined) return { problem: 'This version has no such provider.' };
  try {
    const parsed = parseSettings(definition, settingsOf(sealer, account));
    if (!parsed.ok) return { problem: 'The settings are not valid any more: PATCH them.' };
    return { provider: definition.open(parsed.settings, deps) };
  } catch {
    return { problem: 'The secrets cannot be opened with the keys given: PATCH them.' };
  }
};
