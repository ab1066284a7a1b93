import { suppressClaimed, type ClaimedDelivery } from '@carillon/repositories';
import type { DeliverDeps } from './deliver-deps.ts';

/** Why a delivery is not sent at all. */
export interface EndReason {
  readonly code: 'opted_out' | 'cap_reached';
  readonly message: string;
}

/** Ends a claimed delivery as `suppressed`; where it is a route's, the next channel's turn comes. */
export const endUnsent = async (
  { database, onRouteEnded }: DeliverDeps,
  { id, tenantId, leaseToken, request }: ClaimedDelivery,
  reason: EndReason,
): Promise<void> => {
  await suppressClaimed(database, { tenantId, deliveryId: id, leaseToken, ...reason });
  if (request.route?.mode === 'first') onRouteEnded([id]);
};
