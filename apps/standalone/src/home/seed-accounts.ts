import { findProvider, parseSettings } from '@carillon/providers';
import {
  DEFAULT_TENANT_ID,
  openDatabase,
  readInstallation,
  seedProviderAccounts,
  type SeedProviderAccount,
} from '@carillon/repositories';
import { createSealer, sealingKeys, sealNamed, type Sealer } from '@carillon/runtime';
import { v7 as uuidv7 } from 'uuid';
import { sandboxAccounts, type SandboxAccount, type SandboxPorts } from './sandbox-accounts.ts';

export interface SeedAccounts extends SandboxPorts {
  readonly databaseUrl: string;
  readonly credentialsKeys: string;
  /** Providers that the environment has real accounts for: no stand-in takes their place. */
  readonly given: ReadonlySet<string>;
}

/**
 * Gives the tenant `default` one account for each provider, sending to the sandbox. What somebody has
 * changed about one of them stays, except for where the sandbox is now.
 */
export const seedAccounts = async (seed: SeedAccounts): Promise<void> => {
  const database = openDatabase({
    url: seed.databaseUrl,
    maxConnections: 1,
    applicationName: 'carillon-seed',
  });
  try {
    const { webhookSecret } = await readInstallation(database);
    const sealer = createSealer(sealingKeys().parse(seed.credentialsKeys));
    const wanted = sandboxAccounts(seed, webhookSecret).filter((a) => !seed.given.has(a.provider));
    await seedProviderAccounts(
      database,
      wanted.map((account) => toRow(account, sealer)),
    );
  } finally {
    await database.close();
  }
};

const toRow = (account: SandboxAccount, sealer: Sealer): SeedProviderAccount => {
  const definition = findProvider(account.provider);
  const parsed = definition && parseSettings(definition, account.settings);
  if (!parsed?.ok) throw new Error(`the sandbox account of ${account.provider} is not valid`);
  const secrets = new Set(definition?.settings.filter((s) => s.secret).map((s) => s.name));
  const id = uuidv7();
  const place = { tenantId: DEFAULT_TENANT_ID, accountId: id, secrets };
  const { name, provider } = account;
  const channels = definition?.channels ?? [];
  return { id, name, provider, channels, ...sealNamed(sealer, parsed.settings, place) };
};
