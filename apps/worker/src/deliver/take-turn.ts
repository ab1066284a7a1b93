import { needsTurn } from '@carillon/domain';
import { stepRoute, type ClaimedDelivery, type RouteVerdict } from '@carillon/repositories';
import type { DeliverDeps } from './deliver-deps.ts';

/** Whether it is this channel's turn; only later channels of `route: first` have to ask. */
export const takeTurn = (
  deps: DeliverDeps,
  claimed: ClaimedDelivery,
): RouteVerdict | Promise<RouteVerdict> => {
  const { route } = claimed.request;
  if (claimed.calls > 1 || !needsTurn(route, claimed.channel)) return 'begin';
  return stepRoute(deps.database, {
    tenantId: claimed.tenantId,
    deliveryId: claimed.id,
    channel: claimed.channel,
    leaseToken: claimed.leaseToken,
    afterMs: route?.afterMs ?? null,
    receiptProviders: deps.receiptProviders,
  });
};
