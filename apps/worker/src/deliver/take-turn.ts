import { needsTurn } from '@carillon/domain';
import {
  stepRoute,
  yieldRoute,
  type ClaimedDelivery,
  type RouteVerdict,
} from '@carillon/repositories';
import type { DeliverDeps } from './deliver-deps.ts';

/** Whether it is this channel's turn; in `route: first` later channels have to ask, and repeats. */
export const takeTurn = (
  deps: DeliverDeps,
  claimed: ClaimedDelivery,
): RouteVerdict | Promise<RouteVerdict> => {
  const { route } = claimed.request;
  if (route?.mode !== 'first') return 'begin';
  if (claimed.calls > 1) return takeTurnAgain(deps, claimed);
  if (!needsTurn(route, claimed.channel)) return 'begin';
  return stepRoute(deps.database, {
    ...stepOf(deps, claimed),
    afterMs: route.afterMs ?? null,
  });
};

const takeTurnAgain = async (deps: DeliverDeps, claimed: ClaimedDelivery): Promise<RouteVerdict> =>
  (await yieldRoute(deps.database, stepOf(deps, claimed))) ? 'over' : 'begin';

const stepOf = ({ receiptProviders }: DeliverDeps, claimed: ClaimedDelivery) => ({
  tenantId: claimed.tenantId,
  deliveryId: claimed.id,
  channel: claimed.channel,
  leaseToken: claimed.leaseToken,
  receiptProviders,
});
