import type { Channel } from '@carillon/domain';

/** Which accounts send for a channel of a tenant, in their order. */
export interface RouteRecord {
  readonly channel: Channel;
  readonly strategy: 'failover' | 'weighted';
  readonly accounts: readonly { readonly accountId: string; readonly weight: number }[];
}

export const ROUTE_COLUMNS = ['channel', 'strategy', 'accounts'] as const;
