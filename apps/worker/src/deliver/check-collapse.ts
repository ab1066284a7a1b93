import { cancelCollapsed, type ClaimedDelivery } from '@carillon/repositories';
import type { DeliverDeps } from './deliver-deps.ts';

/** Whether a delivery is still the newest with its collapse key, or nobody could say. */
export type SlotCheck = 'own' | 'taken' | 'unknown';

/**
 * Ends a delivery whose place a newer one has taken. What waited was called off when that one was
 * accepted; this meets those that were claimed just then and are to be sent again, or for the first time
 * after they were held. Costs nothing without a collapse key.
 */
export const checkCollapse = (
  { database, log }: DeliverDeps,
  claimed: ClaimedDelivery,
): SlotCheck | Promise<SlotCheck> => {
  const { collapseKey: key } = claimed.request;
  if (key === undefined) return 'own';
  const { id: deliveryId, tenantId, leaseToken, channel, address } = claimed;
  return cancelCollapsed(database, {
    tenantId,
    deliveryId,
    leaseToken,
    channel,
    address,
    key,
  }).then(
    (ended) => (ended ? 'taken' : 'own'),
    (error: unknown) => {
      log.warn('a collapse slot could not be asked', { deliveryId, error });
      return 'unknown';
    },
  );
};
