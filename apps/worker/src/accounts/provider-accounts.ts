import type { Channel } from '@carillon/domain';
import type { Provider } from '@carillon/providers';

/** An open provider account: who sends for a channel, and within what time. */
export interface ProviderAccount {
  /** As the API and the attempts name it: the provider's name. */
  readonly provider: string;
  readonly channels: readonly Channel[];
  /** A call that takes longer is aborted, in ms. */
  readonly deadlineMs: number;
  readonly connection: Provider;
}

/** The accounts of this process by channel; a channel without one has no route. */
export type ProviderAccounts = ReadonlyMap<Channel, ProviderAccount>;

/** By channel; where two serve the same channel the first one listed does. */
export const accountsByChannel = (accounts: readonly ProviderAccount[]): ProviderAccounts => {
  const byChannel = new Map<Channel, ProviderAccount>();
  for (const account of accounts) {
    for (const channel of account.channels) {
      if (!byChannel.has(channel)) byChannel.set(channel, account);
    }
  }
  return byChannel;
};
