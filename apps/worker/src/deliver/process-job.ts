import type { JobEnd, TakenJob } from '@carillon/queue';
import type { ClaimedDelivery, RecordedResult } from '@carillon/repositories';
import { giveBackDispatches } from '@carillon/repositories';
import type { Tenant } from '../accounts/account-directory.ts';
import type { Slots } from '../limits/slots.ts';
import type { Claim } from './claim.ts';
import { deliver } from './deliver.ts';
import type { DeliverDeps } from './deliver-deps.ts';
import { noteAttempt } from './note-attempt.ts';
import { takeSlice } from './take-slice.ts';
import { settleUnclaimed } from './settle-unclaimed.ts';
import { endDelivery, traceDelivery } from './trace-delivery.ts';

const POSTGRES_AWAY_MS = 1_000;
/** A job whose tenant has its share already looks again after this. */
const SHARE_MS = 100;

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
  const leave = deps.shares.enter(job.queue, job.tenantId, performance.now());
  if (leave === null) return { end: 'postpone', delayMs: SHARE_MS, reason: 'share' };
  const sends: Promise<void>[] = [];
  const rest = [...job.deliveryIds];
  try {
    const tenant = await deps.directory.of(job.tenantId);
    const slots = slotsOf(deps, tenant, job.queue);
    while (rest.length > 0 && !stop.aborted) {
      const room = await slots.take(rest.length);
      const slice = await takeSlice(deps, { tenant, job, rest, room }).catch((error: unknown) => {
        slots.release(room);
        throw error;
      });
      slots.release(room - (slice?.deliveries.length ?? 0));
      if (slice === null) {
        await holdRest(deps, job, progress);
        rest.length = 0;
        break;
      }
      progress.open += slice.deliveries.length;
      progress.irregular ||= slice.unclaimed.length > 0;
      progress.unclaimed.push(...slice.unclaimed);
      const claim: Claim = { ...slice, stop, alone: job.deliveryIds.length === 1 };
      progress.allClaimed = rest.length === 0;
      for (const one of slice.deliveries) {
        sends.push(sendOne(deps, one, claim, { job, progress, slots }));
      }
    }
    await Promise.all(sends);
  } catch (error) {
    deps.log.warn('a job waits for PostgreSQL', { dispatchId: job.dispatchId, error });
    await Promise.allSettled(sends);
    return { end: 'postpone', delayMs: POSTGRES_AWAY_MS, reason: 'postgres' };
  } finally {
    leave();
  }
  if (progress.retryInMs !== null) return { end: 'retry', delayMs: progress.retryInMs };
  if (!progress.irregular && rest.length === 0) return { end: 'done' };
  return settleUnclaimed(deps, job, [...progress.unclaimed, ...rest]);
};

/** Nothing more may be sent now: what is left goes back to PostgreSQL, unclaimed. */
const holdRest = async (deps: DeliverDeps, job: TakenJob, progress: Progress): Promise<void> => {
  await giveBackDispatches(deps.database, [job.dispatchId]);
  progress.irregular = true;
  progress.unclaimed.length = 0;
};

/** The room of the account that the tenant's sends go to first. */
const slotsOf = (deps: DeliverDeps, tenant: Tenant, queue: TakenJob['queue']): Slots => {
  const accounts = queue === 'suspect' ? undefined : tenant.routeOf(queue)?.accounts;
  const account = accounts?.values().next().value;
  return deps.slotsOf({ queue, tenantId: tenant.id, account });
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
  const span = traceDelivery(deps.tracer, claimed, job.queue);
  const { traceparent = null } = span ?? claimed.request;
  // The provider is free again; the result need not be written for the next call to begin.
  const delivering = { claimed, claim, traceparent };
  const ended = await deliver(deps, delivering).finally(() => slots.release(1));
  progress.open -= 1;
  if (ended.kind === 'gone') {
    progress.irregular = true;
    return;
  }
  if (ended.kind === 'back') {
    progress.irregular = true;
    await deps.giveBacks.add(ended.back);
    return;
  }
  const { result } = ended;
  const isLast = progress.allClaimed && progress.open === 0 && !progress.irregular;
  const endsDispatch = isLast && !result.keepsDispatch ? job.dispatchId : null;
  const changed = await deps.results.add({ result, endsDispatch });
  if (span !== null) endDelivery(span, result, changed);
  noteAttempt(deps, { claimed, result, changed, traceparent: ended.traceparent });
  if (changed) afterRecord(deps, claimed, result, progress);
};

const afterRecord = (
  deps: DeliverDeps,
  claimed: ClaimedDelivery,
  result: RecordedResult,
  progress: Progress,
): void => {
  if (result.keepsDispatch) progress.retryInMs = result.delayMs;
  if (claimed.request.route?.mode === 'first' && result.status !== 'retrying') {
    deps.onRouteEnded([claimed.id]);
  }
  if (claimed.request.digestId !== undefined && result.status !== 'retrying') {
    deps.onCarrierEnded([claimed.id]);
  }
  if (result.status === 'failed') {
    deps.onDead([{ deliveryId: claimed.id, channel: claimed.channel }]);
  }
};
