import { needsTurn } from '@carillon/domain';
import { stepRoute, type ClaimedDelivery, type RouteVerdict } from '@carillon/repositories';
import type { DeliverDeps } from './deliver-deps.ts';

/** What was decided, or that nothing could be. */
export type Turn = RouteVerdict | 'unknown';

/** Whether it is this channel's turn; only later channels of `route: first` have to ask. */
export const takeTurn = (deps: DeliverDeps, claimed: ClaimedDelivery): Turn | Promise<Turn> => {
  const { route } = claimed.request;
  if (claimed.calls > 1 || !needsTurn(route, claimed.channel)) return 'begin';
  const step = stepRoute(deps.database, {
    tenantId: claimed.tenantId,
    deliveryId: claimed.id,
    channel: claimed.channel,
    leaseToken: claimed.leaseToken,
    afterMs: route?.afterMs ?? null,
    receiptProviders: deps.receiptProviders,
  });
  return step.catch((error: unknown) => {
    deps.log.warn('a route could not be asked whose turn it is', { deliveryId: claimed.id, error });
    return 'unknown';
  });
};
