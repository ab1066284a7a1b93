import type { JobEnd, TakenJob } from '@carillon/queue';
import type { ClaimedDelivery, RecordedResult } from '@carillon/repositories';
import { giveBackDeliveries } from '@carillon/repositories';
import { logAndContinue } from '@carillon/runtime';
import type { Tenant } from '../accounts/account-directory.ts';
import type { Slots } from '../limits/slots.ts';
import { deliver, type Claim } from './deliver.ts';
import type { DeliverDeps } from './deliver-deps.ts';
import { claimSlice } from './claim-slice.ts';
import { settleUnclaimed } from './settle-unclaimed.ts';

const POSTGRES_AWAY_MS = 1_000;

/** What became of a job's deliveries so far. */
interface Progress {
  /** Claimed and not yet recorded. */
  open: number;
  /** Ids that no claim brought back. */
  readonly unclaimed: string[];
  /** True when the dispatch cannot be deleted with the last result: something of it is left over. */
  irregular: boolean;
  /** True when no slice is left to be claimed. */
  allClaimed: boolean;
  retryInMs: number | null;
}

/**
 * Runs one job: claims its deliveries in slices, only as many as can start at once, sends them and
 * records each. Never throws for want of PostgreSQL: then the job comes back later.
 */
export const processJob = async (
  deps: DeliverDeps,
  job: TakenJob,
  stop: AbortSignal,
): Promise<JobEnd> => {
  const progress: Progress = {
    open: 0,
    unclaimed: [],
    irregular: false,
    allClaimed: false,
    retryInMs: null,
  };
  const sends: Promise<void>[] = [];
  const rest = [...job.deliveryIds];
  try {
    const tenant = await deps.directory.of(job.tenantId);
    const slots = slotsOf(deps, tenant, job.queue);
    while (rest.length > 0 && !stop.aborted) {
      const slice = rest.splice(0, await slots.take(rest.length));
      const claimed = await claimSlice(deps, { tenant, job, slice }).catch((error: unknown) => {
        slots.release(slice.length);
        throw error;
      });
      slots.release(slice.length - claimed.deliveries.length);
      progress.open += claimed.deliveries.length;
      progress.irregular ||= claimed.deliveries.length < slice.length;
      const got = new Set(claimed.deliveries.map((c) => c.id));
      progress.unclaimed.push(...slice.filter((id) => !got.has(id)));
      const claim: Claim = { ...claimed, stop, alone: job.deliveryIds.length === 1 };
      progress.allClaimed = rest.length === 0;
      for (const one of claimed.deliveries) {
        sends.push(sendOne(deps, one, claim, { job, progress, slots }));
      }
    }
  } catch (error) {
    deps.log.warn('a job waits for PostgreSQL', { dispatchId: job.dispatchId, error });
    await Promise.all(sends);
    return { end: 'postpone', delayMs: POSTGRES_AWAY_MS, reason: 'postgres' };
  }
  await Promise.all(sends);
  if (progress.retryInMs !== null) return { end: 'retry', delayMs: progress.retryInMs };
  if (!progress.irregular && rest.length === 0) return { end: 'done' };
  return settleUnclaimed(deps, job, [...progress.unclaimed, ...rest]);
};

/** The room of the account that the tenant's sends go to first. */
const slotsOf = (deps: DeliverDeps, tenant: Tenant, queue: TakenJob['queue']): Slots => {
  const accounts = queue === 'suspect' ? undefined : tenant.routeOf(queue)?.accounts;
  return deps.slotsOf(queue, accounts?.values().next().value);
};

interface Place {
  readonly job: TakenJob;
  readonly progress: Progress;
  readonly slots: Slots;
}

const sendOne = async (
  deps: DeliverDeps,
  claimed: ClaimedDelivery,
  claim: Claim,
  { job, progress, slots }: Place,
): Promise<void> => {
  const ended = await deliver(deps, claimed, claim);
  // The provider is free again; the result need not be written for the next call to begin.
  slots.release(1);
  progress.open -= 1;
  if (ended.kind === 'back') {
    progress.irregular = true;
    await logAndContinue(
      giveBackDeliveries(deps.database, [ended.back]),
      deps.log,
      'an unsent delivery could not be given back; its lease will run out',
    );
    return;
  }
  const { result } = ended;
  const isLast = progress.allClaimed && progress.open === 0 && !progress.irregular;
  const endsDispatch = isLast && !result.keepsDispatch ? job.dispatchId : null;
  const changed = await deps.results.add({ result, endsDispatch });
  if (changed) afterRecord(deps, claimed, result, progress);
};

const afterRecord = (
  deps: DeliverDeps,
  claimed: ClaimedDelivery,
  result: RecordedResult,
  progress: Progress,
): void => {
  if (result.keepsDispatch) progress.retryInMs = result.delayMs;
  if (result.status === 'failed') {
    deps.onDead([{ deliveryId: claimed.id, channel: claimed.channel }]);
  }
};
