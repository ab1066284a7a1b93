import { capsFor, digestTerms, type Cap } from '@carillon/domain';
import { takeFromCaps, type ClaimedDelivery, type CountedDraw } from '@carillon/repositories';
import type { Tenant } from '../accounts/account-directory.ts';
import type { DeliverDeps } from './deliver-deps.ts';
import { collect } from './collect.ts';
import { endUnsent } from './end-unsent.ts';

/** Whether the recipient may be addressed once more: now, later, or not at all. */
export type CapCheck =
  /** `counted`: to be given back should nothing be sent. */
  | { readonly kind: 'go'; readonly counted: readonly CountedDraw[] }
  | { readonly kind: 'gone' }
  | { readonly kind: 'defer'; readonly delayMs: number };

const GO: CapCheck = { kind: 'go', counted: [] };
const GONE: CapCheck = { kind: 'gone' };
/** What is deferred comes back within this share of its window, so that not all of it comes at once. */
const SPREAD = 0.1;
const MOST_SPREAD_MS = 60_000;

/**
 * Counts a delivery's first call against the tenant's caps. What is over one waits for its next window
 * by itself, or (`digest`) is then sent as one with what else is; or it is dropped. Costs nothing for
 * tenants without caps.
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
  const { draw, waitMs } = taken;
  if (draw.overflow === 'drop') return drop(deps, claimed);
  const delayMs = waitMs + deps.random() * Math.min(waitMs * SPREAD, MOST_SPREAD_MS);
  if (draw.overflow === 'digest' && (await overflow(deps, claimed, draw, delayMs))) return GONE;
  return { kind: 'defer', delayMs };
};

/** True when it waits in the cap's digest. What comes out of a digest goes into no other. */
const overflow = async (
  deps: DeliverDeps,
  claimed: ClaimedDelivery,
  { category, windowSeconds }: { readonly category: string; readonly windowSeconds: number },
  windowMs: number,
): Promise<boolean> => {
  if (claimed.request.digestId !== undefined) return false;
  const key = `cap:${windowSeconds}:${category}`;
  const terms = digestTerms(claimed.request, { key, windowMs });
  // Templates were not written for its items: it has a line for each.
  return collect(deps, claimed, { ...terms, templateKey: '' });
};

const drop = async (deps: DeliverDeps, claimed: ClaimedDelivery): Promise<CapCheck> => {
  await endUnsent(deps, claimed, {
    code: 'cap_reached',
    message: 'The recipient has had as many as the settings allow.',
  });
  return GONE;
};
