import { cancelCollapsed, type ClaimedDelivery } from '@carillon/repositories';
import type { DeliverDeps } from './deliver-deps.ts';

/**
 * Ends a delivery whose place a newer one with its collapse key has taken; true when it did. What
 * waited was called off when that one was accepted; this meets those that were claimed just then and are
 * to be sent again, or for the first time after they were held. Costs nothing without a collapse key.
 */
export const callOffDisplaced = (
  { database }: DeliverDeps,
  claimed: ClaimedDelivery,
): boolean | Promise<boolean> => {
  const { collapseKey: key } = claimed.request;
  if (key === undefined) return false;
  const { id: deliveryId, tenantId, leaseToken, channel, address } = claimed;
  return cancelCollapsed(database, { tenantId, deliveryId, leaseToken, channel, address, key });
};
