import { type DigestTerms, normalisedForCompare } from '@carillon/domain';
import { joinClaimed, type ClaimedDelivery } from '@carillon/repositories';
import type { DeliverDeps } from './deliver-deps.ts';

/**
 * Puts a claimed delivery into its digest, with its attempt given back. True when it waits there, or
 * is not ours any more; false when it comes out of a digest already and is to be sent by itself.
 */
export const collect = async (
  { database }: DeliverDeps,
  claimed: ClaimedDelivery,
  terms: DigestTerms,
): Promise<boolean> => {
  const { id: deliveryId, tenantId, leaseToken, channel, category, address } = claimed;
  const addressKey = normalisedForCompare(channel, address ?? '');
  const slot = { tenantId, channel, addressKey, category };
  const joined = await joinClaimed(database, { ...slot, ...terms, deliveryId, leaseToken });
  return joined !== 'was_member';
};
