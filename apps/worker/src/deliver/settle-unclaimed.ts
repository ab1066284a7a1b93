import type { JobEnd, TakenJob } from '@carillon/queue';
import {
  expireDeliveries,
  inspectUnclaimed,
  settleDispatches,
  suppressDeliveries,
  type Unclaimed,
} from '@carillon/repositories';
import type { DeliverDeps } from './deliver-deps.ts';

const POSTGRES_AWAY_MS = 1_000;
/** A job that could not claim what is due tries again after this. */
const READY_MS = 100;

/**
 * Ends a job some of whose deliveries were not claimed. Most are no longer its own (stale or duplicate
 * jobs): then nothing is left to do. Those that are get what is due to them: expired and suppressed
 * ones end, and for one that is not yet due the job moves itself to delayed. It never ends quietly
 * over a delivery that is its own.
 */
export const settleUnclaimed = async (
  deps: DeliverDeps,
  job: TakenJob,
  ids: readonly string[],
): Promise<JobEnd> => {
  const { database, log } = deps;
  try {
    const request = {
      dispatchId: job.dispatchId,
      tenantId: job.tenantId,
      deliveryIds: ids,
      leaseMs: 0,
    };
    const left = ids.length === 0 ? [] : await inspectUnclaimed(database, request);
    const idsOf = (reason: Unclaimed['reason']) =>
      left.filter((u) => u.reason === reason).map((u) => u.id);
    const expired = idsOf('expired');
    if (expired.length > 0) {
      const ends = await expireDeliveries(database, expired);
      deps.onDead(ends.filter(({ isDead }) => isDead));
    }
    const suppressed = idsOf('suppressed');
    if (suppressed.length > 0) await suppressDeliveries(database, suppressed);
    const ended = [...suppressed, ...expired];
    if (ended.length > 0) {
      deps.onRouteEnded(ended);
      deps.onCarrierEnded(ended);
    }
    const later = left.filter((u) => u.reason === 'not_due' || u.reason === 'ready');
    if (later.length > 0) {
      const delayMs = Math.max(READY_MS, Math.min(...later.map((u) => u.dueInMs)));
      return { end: 'postpone', delayMs, reason: 'not_due' };
    }
    await settleDispatches(database, [job.dispatchId]);
    return { end: 'done' };
  } catch (error) {
    log.warn('a job waits for PostgreSQL', { dispatchId: job.dispatchId, error });
    return { end: 'postpone', delayMs: POSTGRES_AWAY_MS, reason: 'postgres' };
  }
};
