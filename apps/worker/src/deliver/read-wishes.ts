import { fetchWishes, type ClaimedDelivery } from '@carillon/repositories';
import type { Tenant } from '../accounts/account-directory.ts';
import type { Claim } from './claim.ts';
import type { DeliverDeps } from './deliver-deps.ts';

/** Nobody has to be asked. */
const NONE: Claim['wishes'] = new Map();

/**
 * What the subscribers of a slice have decided, in one query; none where nobody is a subscriber, or
 * where the category leaves him no choice.
 */
export const readWishes = async (
  { database }: DeliverDeps,
  tenant: Tenant,
  deliveries: readonly ClaimedDelivery[],
): Promise<Claim['wishes']> => {
  const asked = new Set<string>();
  for (const claimed of deliveries) {
    const { subscriberId } = claimed.request.to;
    if (subscriberId !== undefined && hasSay(tenant, claimed)) asked.add(subscriberId);
  }
  if (asked.size === 0) return NONE;
  const found = await fetchWishes(database, tenant.id, [...asked]);
  return new Map(found.map((wishes) => [wishes.subscriberId, wishes]));
};

/** Whether anything that a subscriber may have decided could matter to this delivery. */
const hasSay = (tenant: Tenant, { category, channel }: ClaimedDelivery): boolean => {
  const { optOut, quietHours, channels } = tenant.categoryOf(category);
  return optOut || quietHours || channels[channel] === false;
};
