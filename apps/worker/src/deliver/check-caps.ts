import { capsFor, type Cap } from '@carillon/domain';
import { takeFromCaps, type ClaimedDelivery, type CountedDraw } from '@carillon/repositories';
import type { Tenant } from '../accounts/account-directory.ts';
import type { DeliverDeps } from './deliver-deps.ts';
import { endUnsent } from './end-unsent.ts';

/** Whether the recipient may be addressed once more: now, later, or not at all. */
export type CapCheck =
  /** `counted`: to be given back should nothing be sent. */
  | { readonly kind: 'go'; readonly counted: readonly CountedDraw[] }
  | { readonly kind: 'dropped' }
  | { readonly kind: 'defer'; readonly delayMs: number };

const GO: CapCheck = { kind: 'go', counted: [] };
/** What is deferred comes back within this share of its window, so that not all of it comes at once. */
const SPREAD = 0.1;
const MOST_SPREAD_MS = 60_000;

/**
 * Counts a delivery's first call against the tenant's caps. `digest` defers until there are digests.
 * Costs nothing for tenants without caps.
 */
export const checkCaps = (
  deps: DeliverDeps,
  claimed: ClaimedDelivery,
  tenant: Tenant,
): CapCheck | Promise<CapCheck> => {
  if (claimed.calls > 1 || tenant.caps.length === 0 || claimed.address === null) return GO;
  const caps = capsFor(tenant.caps, claimed);
  return caps.length === 0 ? GO : takeFromAll(deps, claimed, caps);
};

const takeFromAll = async (
  deps: DeliverDeps,
  claimed: ClaimedDelivery,
  caps: readonly Cap[],
): Promise<CapCheck> => {
  const { tenantId, channel, address } = claimed;
  const draws = caps.map(({ category = '', windowSeconds, max, overflow }) => ({
    tenantId,
    channel,
    category,
    address: address ?? '',
    windowSeconds,
    max,
    overflow,
  }));
  const taken = await takeFromCaps(deps.database, draws);
  if (taken.kind === 'counted') return { kind: 'go', counted: taken.counted };
  return taken.draw.overflow === 'drop' ? drop(deps, claimed) : later(deps, taken.waitMs);
};

const later = ({ random }: DeliverDeps, waitMs: number): CapCheck => ({
  kind: 'defer',
  delayMs: waitMs + random() * Math.min(waitMs * SPREAD, MOST_SPREAD_MS),
});

const drop = async (deps: DeliverDeps, claimed: ClaimedDelivery): Promise<CapCheck> => {
  await endUnsent(deps, claimed, {
    code: 'cap_reached',
    message: 'The recipient has had as many as the settings allow.',
  });
  return { kind: 'dropped' };
};
