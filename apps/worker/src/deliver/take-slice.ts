import type { TakenJob } from '@carillon/queue';
import { accountKey } from '@carillon/repositories';
import type { Tenant } from '../accounts/account-directory.ts';
import { admit } from './admit.ts';
import { claimSlice, type ClaimedSlice } from './claim-slice.ts';
import type { DeliverDeps } from './deliver-deps.ts';
import { returnUnused } from './return-unused.ts';

/** Deliveries that are ours to send now, and those that no claim brought back. */
export interface TakenSlice extends ClaimedSlice {
  readonly probeOf: string | null;
  readonly unclaimed: readonly string[];
}

export interface SliceInput {
  readonly tenant: Tenant;
  readonly job: TakenJob;
  /** What is left of the job; the slice is taken from its front. */
  readonly rest: string[];
  /** How many can start at once. */
  readonly room: number;
}

/** Asks whether, and how many; then claims these. Null when nothing may be sent now. */
export const takeSlice = async (
  deps: DeliverDeps,
  { tenant, job, rest, room }: SliceInput,
): Promise<TakenSlice | null> => {
  const channel = job.queue === 'suspect' ? null : job.queue;
  const { count, probeOf } = await admit(deps, {
    route: channel === null ? undefined : tenant.routeOf(channel),
    wanted: room,
    paid: job.paid === true,
    othersWait: channel !== null && deps.heldClasses.has(job.tenantId, channel),
  });
  if (count === 0) return null;
  const slice = rest.splice(0, count);
  const claimed = await claimSlice(deps, { tenant, job, slice });
  const got = new Set(claimed.deliveries.map((c) => c.id));
  if (probeOf !== null && got.size === 0) {
    await returnUnused(deps, { probeOf: accountKey(probeOf) });
  }
  return { ...claimed, probeOf, unclaimed: slice.filter((id) => !got.has(id)) };
};
