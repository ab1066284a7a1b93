import {
  type GateEntry,
  judgeGates,
  type NotificationRequest,
  type RoutedAccount,
} from '@carillon/domain';
import { accountKey, watchedEndpoint } from '@carillon/repositories';
import { currentRate } from '../provider-accounts/current-rate.ts';
import { categoryIn, type GateFacts, type GateSubject } from './read-gate-facts.ts';

export interface Judging {
  readonly tenantId: string;
  readonly request: Pick<NotificationRequest, 'to' | 'category' | 'priority'>;
  readonly delivery: GateSubject;
  readonly expiresAt: Date;
  readonly firstId: string | null;
  readonly at: Date;
}

/** The route's accounts, or without a stored one the oldest that serves the channel. */
const routedAccounts = (facts: GateFacts, { delivery, at }: Judging) => {
  const { accounts, routes } = facts.configuration;
  const route = routes.find(({ channel }) => channel === delivery.channel);
  const oldest = accounts.find(({ channels }) => channels.includes(delivery.channel));
  const standard = oldest === undefined ? [] : [{ accountId: oldest.id, weight: 1 }];
  const listed = route !== undefined && route.accounts.length > 0 ? route.accounts : standard;
  const routed = listed.flatMap(({ accountId, weight }): (RoutedAccount & { weight: number })[] => {
    const account = accounts.find(({ id }) => id === accountId);
    if (account === undefined) return [];
    const circuit = facts.circuits.get(accountKey(accountId));
    const ratePerSecond = currentRate(account, circuit, at);
    const { id, provider } = account;
    return [{ id, provider, ratePerSecond, health: circuit ?? null, weight }];
  });
  return { strategy: route?.strategy ?? ('failover' as const), accounts: routed };
};

/** What each gate says about one delivery at an instant. */
export const judgeDelivery = (facts: GateFacts, judging: Judging): GateEntry[] => {
  const { tenantId, request, delivery, expiresAt, firstId, at } = judging;
  const { channel, address } = delivery;
  const endpoint =
    channel === 'webhook' && address !== null ? watchedEndpoint(tenantId, address).key : '';
  const isOwn = (of: { readonly channel: string; readonly address: string }): boolean =>
    of.channel === channel && of.address === address;
  return judgeGates({
    deliveryId: delivery.id,
    channel,
    isReachable: address !== null || channel === 'system',
    priority: request.priority,
    expiresAt,
    category: categoryIn(facts, request.category),
    preferences: facts.wishes,
    timezones: [facts.wishes.timezone, request.to.timezone],
    listed: facts.suppressions.filter(isOwn),
    caps: facts.caps.filter(isOwn),
    ...routedAccounts(facts, judging),
    isServedByEnvironment: facts.environment?.includes(channel) ?? true,
    endpoint: facts.circuits.get(endpoint) ?? null,
    firstId,
    at,
  });
};
