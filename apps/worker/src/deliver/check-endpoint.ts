import {
  type ClaimedDelivery,
  leaseProbe,
  type Watched,
  watchedEndpoint,
  watchedHost,
} from '@carillon/repositories';
import { LEASE_MARGIN_MS } from './lease.ts';
import type { DeliverDeps } from './deliver-deps.ts';

/** Whether a webhook's endpoint may be called, which its account does not know. */
export type EndpointCheck =
  | { readonly kind: 'go'; readonly watched: readonly Watched[]; readonly probeOf: string | null }
  | { readonly kind: 'back'; readonly delayMs: number };

/** What is held comes back within so much of its time, so that not all of it comes at once. */
const SPREAD = 0.2;
const LEAST_DELAY_MS = 500;

/**
 * Looks at the circuits of the URL and its host. They are known only once the delivery is claimed, so
 * one that is held is given back, with its attempt. Costs nothing while no endpoint is in trouble.
 */
export const checkEndpoint = async (
  deps: DeliverDeps,
  claimed: ClaimedDelivery,
  deadlineMs: number,
): Promise<EndpointCheck> => {
  const url = claimed.address ?? '';
  const watched = [watchedEndpoint(claimed.tenantId, url), watchedHost(url)];
  if (deps.board.size === 0) return { kind: 'go', watched, probeOf: null };
  for (const { key } of watched) {
    const verdict = deps.board.verdictOf(key);
    if (verdict.kind === 'held') return back(verdict.forMs + (await turnOf(deps, key)), deps);
    if (verdict.kind === 'probe') {
      const leased = await leaseProbe(deps.database, key, deadlineMs + LEASE_MARGIN_MS);
      return leased ? { kind: 'go', watched, probeOf: key } : back(LEAST_DELAY_MS, deps);
    }
    const perSecond = deps.board.rateOf(key);
    if (perSecond === null) continue;
    const granted = await deps.limits.take({ key, perSecond, wanted: 1 });
    if (granted === 0) return back(await turnOf(deps, key), deps);
  }
  return { kind: 'go', watched, probeOf: null };
};

/** How long the line for the endpoint's budget is: nothing comes back only to be held again. */
const turnOf = ({ board, limits }: DeliverDeps, key: string): Promise<number> => {
  const perSecond = board.rateOf(key);
  return perSecond === null ? Promise.resolve(0) : limits.lineUp({ key, perSecond });
};

const back = (forMs: number, { random }: DeliverDeps): EndpointCheck => {
  const delayMs = Math.max(LEAST_DELAY_MS, forMs);
  return { kind: 'back', delayMs: Math.ceil(delayMs * (1 + random() * SPREAD)) };
};
