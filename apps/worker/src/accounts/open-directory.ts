import type { ProviderDeps } from '@carillon/providers';
import type { Database } from '@carillon/repositories';
import { createSealer, openSealed, type Clock } from '@carillon/runtime';
import type { WorkerConfig } from '../config.ts';
import { createAccountDirectory, type AccountDirectory } from './account-directory.ts';
import { egressOf } from './egress-of.ts';
import { openEnvironmentAccounts } from './environment-accounts.ts';
import { createConnections } from './open-connections.ts';

export interface OpenDirectoryDeps {
  readonly config: WorkerConfig;
  readonly database: Database;
  readonly clock: Clock;
  /** Signs webhooks where no account of its own does. */
  readonly webhookSecret: string;
  /** The host's desktop, if it has one. */
  readonly desktop: ProviderDeps['desktop'];
}

/** The directory as the environment describes it: egress policy, keys, accounts for everybody. */
export const openDirectory = (deps: OpenDirectoryDeps): AccountDirectory => {
  const { config, database, clock, webhookSecret, desktop } = deps;
  const provider: ProviderDeps = {
    egress: egressOf(config),
    now: () => clock.now(),
    ...(desktop && { desktop }),
  };
  const sealer = createSealer(config.CREDENTIALS_KEYS);
  return createAccountDirectory({
    database,
    environment: openEnvironmentAccounts(config, webhookSecret, provider),
    connections: createConnections({
      ...provider,
      unseal: (account) => openSealed(sealer, account),
      publicUrl: config.PUBLIC_URL ?? null,
    }),
  });
};
