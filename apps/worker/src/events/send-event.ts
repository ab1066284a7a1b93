import type { KeyObject } from 'node:crypto';
import { decideEvent, eventPayload, type HappenedEvent } from '@carillon/domain';
import type { SendResult } from '@carillon/providers';
import type { ClaimedEvent, EventResult } from '@carillon/repositories';
import type { Lease } from '../deliver/lease.ts';
import type { EventDeps } from './event-deps.ts';

/** An endpoint has so long to answer. */
export const EVENT_DEADLINE_MS = 10_000;

/** One event and all that its call needs. */
export interface SendingEvent {
  readonly tenantId: string;
  readonly endpointId: string;
  readonly url: string;
  readonly keys: readonly KeyObject[];
  readonly claimed: ClaimedEvent;
  readonly event: HappenedEvent;
  readonly lease: Lease;
  readonly stop: AbortSignal;
}

/** Makes one call and decides what follows, with one log line. Writes nothing to the record. */
export const sendEvent = async (deps: EventDeps, sending: SendingEvent): Promise<EventResult> => {
  const { event, url, keys, lease, stop } = sending;
  const begun = performance.now();
  const result = await deps.client.post(
    // Every failure is one more of the plan's attempts, so that no answer is final by its number.
    { url, id: event.id, body: JSON.stringify(eventPayload(event)), keys, attempt: 1 },
    {
      signal: AbortSignal.timeout(EVENT_DEADLINE_MS),
      deadlineMs: EVENT_DEADLINE_MS,
      mayBegin: () => !stop.aborted && lease.covers(EVENT_DEADLINE_MS),
    },
  );
  if (!result.begun) return unsentEvent(sending, 0);
  const recorded = resultOf(sending, result, deps.random());
  deps.metrics.eventDeliveries.inc({ outcome: result.outcome });
  deps.log.info('event attempt', {
    tenantId: sending.tenantId,
    endpointId: sending.endpointId,
    eventId: event.id,
    type: event.type,
    attempt: sending.claimed.attempts,
    status: recorded.status,
    outcome: result.outcome,
    code: result.code,
    durationMs: Math.round(performance.now() - begun),
    ...(recorded.status === 'retrying' && { retryInMs: recorded.delayMs }),
  });
  return recorded;
};

type Unsent = Pick<SendingEvent, 'tenantId' | 'endpointId' | 'claimed'>;

/** Nothing was sent: the attempt is given back. */
export const unsentEvent = (
  { tenantId, endpointId, claimed }: Unsent,
  delayMs: number,
): EventResult => ({
  tenantId,
  endpointId,
  eventId: claimed.eventId,
  leaseToken: claimed.leaseToken,
  status: 'retrying',
  delayMs,
  outcome: null,
  code: null,
  message: null,
  isGone: false,
});

const resultOf = (
  sending: SendingEvent,
  { outcome, code, message, retryAfterMs }: SendResult,
  random: number,
): EventResult => {
  const { attempts } = sending.claimed;
  const next = decideEvent({ outcome, attempts, retryAfterMs, random });
  return {
    ...unsentEvent(sending, next.status === 'retrying' ? next.delayMs : 0),
    status: next.status,
    outcome,
    code,
    message,
    isGone: next.status === 'failed' && next.isGone,
  };
};
