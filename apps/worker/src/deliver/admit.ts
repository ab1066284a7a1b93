import { accountKey, leaseProbe } from '@carillon/repositories';
import type { ChannelRoute } from '../accounts/account-directory.ts';
import { admissionOf } from './admission.ts';
import { LEASE_MARGIN_MS } from './lease.ts';
import type { DeliverDeps } from './deliver-deps.ts';

/** How many of a job's deliveries may be claimed now. */
export interface Admitted {
  readonly count: number;
  /** The account that the one delivery is to probe. */
  readonly probeOf: string | null;
}

export interface AdmitInput {
  readonly route: ChannelRoute | undefined;
  readonly wanted: number;
  /** True when the dispatcher took the calls from the budget. */
  readonly paid: boolean;
  /** True when older deliveries of the same budget wait in PostgreSQL: they go first. */
  readonly othersWait: boolean;
}

const NONE: Admitted = { count: 0, probeOf: null };

/** Asks circuits and budgets before anything is claimed, so that what is held burns no attempt. */
export const admit = async (deps: DeliverDeps, input: AdmitInput): Promise<Admitted> => {
  const { route, wanted, paid, othersWait } = input;
  let admission = admissionOf(route, deps.board);
  if (admission.kind === 'probe') {
    const { accountId } = admission;
    const leaseMs = (route?.deadlineMs ?? 0) + LEASE_MARGIN_MS;
    const leased = await leaseProbe(deps.database, accountKey(accountId), leaseMs);
    if (leased) return { count: 1, probeOf: accountId };
    admission = admissionOf(route, deps.board, false);
  }
  if (admission.kind === 'held') return NONE;
  if (admission.kind !== 'rationed' || paid) return { count: wanted, probeOf: null };
  if (othersWait) return NONE;
  return { count: await deps.limits.take({ ...admission, wanted }), probeOf: null };
};
