import { digestTerms, needsTurn } from '@carillon/domain';
import type { ClaimedDelivery } from '@carillon/repositories';
import { collect } from './collect.ts';
import type { DeliverDeps } from './deliver-deps.ts';

/**
 * Puts a delivery that was scheduled into its digest, now that it is due; true when it waits there.
 * Others were put there when they were accepted. Costs nothing without a digest. The later channels of
 * a route are not collected: they are tried because an earlier one has failed.
 */
export const collectScheduled = async (
  deps: DeliverDeps,
  claimed: ClaimedDelivery,
): Promise<boolean> => {
  const { digest, route } = claimed.request;
  if (digest === undefined || claimed.calls > 1 || needsTurn(route, claimed.channel)) return false;
  return collect(deps, claimed, digestTerms(claimed.request, digest));
};
