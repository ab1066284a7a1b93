import { CHANNELS } from '@carillon/domain';
import type { TakenJob } from '@carillon/queue';
import { listPastCalls, type ClaimedDelivery } from '@carillon/repositories';
import type { Tenant } from '../accounts/account-directory.ts';
import { DEFAULT_DEADLINE_MS } from '../accounts/default-deadline.ts';
import type { Claim } from './claim.ts';
import type { DeliverDeps } from './deliver-deps.ts';
import { LEASE_MARGIN_MS, startLease } from './lease.ts';
import { observeWaits } from './observe-waits.ts';
import { readVersions } from './read-versions.ts';
import { readWishes } from './read-wishes.ts';
import { unsent } from './unsent.ts';

/** What one claim of a job brought back. */
export interface ClaimedSlice extends Omit<Claim, 'stop' | 'alone' | 'probeOf'> {
  readonly deliveries: readonly ClaimedDelivery[];
}

/** Claims some of a job's deliveries, under one lease and its deadlines. */
export const claimSlice = async (
  deps: DeliverDeps,
  { tenant, job, slice }: { tenant: Tenant; job: TakenJob; slice: readonly string[] },
): Promise<ClaimedSlice> => {
  const leaseMs = longestDeadline(tenant, job.queue) + LEASE_MARGIN_MS;
  const lease = startLease(leaseMs);
  const { dispatchId, tenantId } = job;
  const deliveries = await deps.claims.add({ dispatchId, tenantId, deliveryIds: slice, leaseMs });
  observeWaits(deps, deliveries);
  const read = Promise.all([
    readPastCalls(deps, tenant, deliveries),
    readWishes(deps, tenant, deliveries),
    readVersions(deps, deliveries),
  ]);
  const [pastCalls, wishes, versions] = await read.catch(giveBackAll(deps, deliveries));
  return { deliveries, lease, tenant, pastCalls, wishes, versions, deadline: createDeadlines() };
};

/** Without these nobody can say who may call, whether, and with what: what was claimed goes back unsent. */
const giveBackAll =
  (deps: DeliverDeps, deliveries: readonly ClaimedDelivery[]) =>
  async (error: unknown): Promise<never> => {
    await Promise.all(deliveries.map((c) => deps.giveBacks.add(unsent(c, LATER))));
    throw error;
  };

const LATER = { delayMs: 1_000 };

const readPastCalls = async (
  deps: DeliverDeps,
  tenant: Tenant,
  deliveries: readonly ClaimedDelivery[],
): Promise<Claim['pastCalls']> => {
  const again = deliveries.filter((c) => c.calls > 1 && hasChoice(tenant, c));
  if (again.length === 0) return new Map();
  const ids = again.map((c) => c.id);
  return listPastCalls(deps.database, ids);
};

const hasChoice = (tenant: Tenant, { channel }: ClaimedDelivery): boolean =>
  (tenant.routeOf(channel)?.accounts.size ?? 0) > 1;

/** A suspect's channel is not known before its claim, so its lease is the longest there may be. */
const longestDeadline = (tenant: Tenant, queue: TakenJob['queue']): number => {
  const channels = queue === 'suspect' ? CHANNELS : [queue];
  const deadlines = channels.flatMap((c) => tenant.routeOf(c)?.deadlineMs ?? []);
  return deadlines.length === 0 ? DEFAULT_DEADLINE_MS : Math.max(...deadlines);
};

/** One timer for all calls of a claim that have the same deadline. */
const createDeadlines = (): Claim['deadline'] => {
  const signals = new Map<number, AbortSignal>();
  return (deadlineMs) => {
    const known = signals.get(deadlineMs);
    if (known !== undefined) return known;
    const signal = AbortSignal.timeout(deadlineMs);
    signals.set(deadlineMs, signal);
    return signal;
  };
};
