import { suppressClaimed, type ClaimedDelivery } from '@carillon/repositories';
import type { DeliverDeps } from './deliver-deps.ts';

/**
 * Ends a claimed delivery that its recipient does not want; where it is a route's, the next channel's
 * turn comes. False when PostgreSQL did not answer.
 */
export const suppressUnwanted = async (
  { database, log, onRouteEnded }: DeliverDeps,
  { id, tenantId, leaseToken, request }: ClaimedDelivery,
): Promise<boolean> => {
  try {
    await suppressClaimed(database, {
      tenantId,
      deliveryId: id,
      leaseToken,
      code: 'opted_out',
      message: 'The recipient does not want this category on this channel.',
    });
  } catch (error) {
    log.warn('an unwanted delivery could not be ended', { deliveryId: id, error });
    return false;
  }
  if (request.route?.mode === 'first') onRouteEnded([id]);
  return true;
};
