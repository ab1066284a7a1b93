import type { HappenedEvent } from '@carillon/domain';
import type { EventJobData, JobEnd } from '@carillon/queue';
import { claimEvents, fetchEvents, giveBackEventDispatches } from '@carillon/repositories';
import { LEASE_MARGIN_MS, startLease } from '../deliver/lease.ts';
import type { EventDeps } from './event-deps.ts';
import { openSecrets } from './open-secrets.ts';
import { EVENT_DEADLINE_MS, sendEvent, unsentEvent, type SendingEvent } from './send-event.ts';

const POSTGRES_AWAY_MS = 1_000;
/** Until somebody has given us the key that opens an endpoint's secret. */
const SEALED_MS = 60_000;

/** Some of a job's events. */
interface Slice {
  readonly sendings: readonly SendingEvent[];
  /** None may be sent now, as their endpoint fails or was disabled; nor may the rest of the job. */
  readonly isRefused: boolean;
}

/**
 * Runs one job: claims its events in slices, only as many as can be sent at once, sends them and records
 * each; what is refused goes back without an attempt. Never throws for want of PostgreSQL: then the job
 * comes back later.
 */
export const processEventJob = async (
  deps: EventDeps,
  job: EventJobData,
  stop: AbortSignal,
): Promise<JobEnd> => {
  const slots = deps.slotsOf(job.endpointId);
  const rest = [...job.eventIds];
  const sends: Promise<void>[] = [];
  let isRefused = false;
  try {
    while (rest.length > 0 && !isRefused && !stop.aborted) {
      const room = await slots.take(rest.length);
      const slice = await takeSlice(deps, job, rest.splice(0, room), stop).catch(
        (error: unknown) => {
          slots.release(room);
          throw error;
        },
      );
      slots.release(room - slice.sendings.length);
      isRefused = slice.isRefused;
      for (const one of slice.sendings) sends.push(sendOne(deps, one, () => slots.release(1)));
    }
    if (isRefused || rest.length > 0)
      await giveBackEventDispatches(deps.database, [job.dispatchId]);
    await Promise.all(sends);
  } catch (error) {
    const { dispatchId } = job;
    deps.log.warn('a job with events waits for PostgreSQL', { dispatchId, error });
    await Promise.allSettled(sends);
    return { end: 'postpone', delayMs: POSTGRES_AWAY_MS, reason: 'postgres' };
  }
  deps.wakeEvents();
  return { end: 'done' };
};

/** Claims these events, and puts together what sending them needs. */
const takeSlice = async (
  deps: EventDeps,
  { tenantId, endpointId, dispatchId }: EventJobData,
  eventIds: readonly string[],
  stop: AbortSignal,
): Promise<Slice> => {
  // Read first: a claim whose events cannot be read would wait for its lease to run out.
  const events = await fetchEvents(deps.database, tenantId, eventIds);
  const byId = new Map(events.map((event) => [event.id, event]));
  const leaseMs = EVENT_DEADLINE_MS + LEASE_MARGIN_MS;
  const lease = startLease(leaseMs);
  const whose = { tenantId, endpointId };
  const asked = { ...whose, dispatchId, eventIds: [...byId.keys()], leaseMs };
  const { target, events: claimed } = await claimEvents(deps.database, asked);
  if (target === null) return { sendings: [], isRefused: byId.size > 0 };
  const { url } = target;
  try {
    const keys = openSecrets(deps.sealer, target, whose);
    const sendings = claimed.map((one) => {
      const event = byId.get(one.eventId) as HappenedEvent;
      return { ...whose, url, keys, claimed: one, event, lease, stop };
    });
    return { sendings, isRefused: false };
  } catch (error) {
    deps.log.error('the secret of an event endpoint cannot be opened', { endpointId, error });
    await Promise.all(
      claimed.map((one) => deps.results.add(unsentEvent({ ...whose, claimed: one }, SEALED_MS))),
    );
    return { sendings: [], isRefused: false };
  }
};

/** Gives the room back when the result is written: whoever claims next knows of it. */
const sendOne = async (
  deps: EventDeps,
  sending: SendingEvent,
  release: () => void,
): Promise<void> => {
  try {
    await deps.results.add(await sendEvent(deps, sending));
  } finally {
    release();
  }
};
