import type { ClaimedDelivery, RecordedResult } from '@carillon/repositories';
import type { DeliverDeps } from './deliver-deps.ts';
import { firstDueMs } from './first-due-ms.ts';

/** A call that took longer is worth its line, however it ended. */
const SLOW_MS = 1_000;

export interface NotedAttempt {
  readonly claimed: ClaimedDelivery;
  readonly result: RecordedResult;
  /** False when the delivery was no longer ours: the result changed nothing. */
  readonly changed: boolean;
  /** W3C trace context of the call. */
  readonly traceparent: string | null;
}

type NoteDeps = Pick<DeliverDeps, 'clock' | 'log' | 'metrics' | 'random' | 'attemptLogRate'>;

/**
 * An attempt's canonical line, and how long its delivery took. What went well and fast is most of all
 * and the least interesting: of these a share is written, and `rate` says which. Ids and codes only.
 */
export const noteAttempt = (deps: NoteDeps, noted: NotedAttempt): void => {
  const { claimed, result, changed, traceparent } = noted;
  const { attempt, status } = result;
  const isSent = changed && (status === 'sent' || status === 'delivered');
  if (isSent) {
    const tookMs = Math.max(0, deps.clock.nowMs() - firstDueMs(claimed));
    deps.metrics.deliverySeconds.observe({ channel: claimed.channel }, tookMs / 1_000);
  }
  const isUsual = isSent && claimed.calls === 1 && attempt.durationMs < SLOW_MS;
  const rate = isUsual ? deps.attemptLogRate : 1;
  if (rate < 1 && deps.random() >= rate) return;
  deps.log.info('attempt', {
    tenantId: claimed.tenantId,
    notificationId: claimed.notificationId,
    deliveryId: claimed.id,
    dispatchId: claimed.dispatchId,
    channel: claimed.channel,
    provider: attempt.provider,
    accountId: attempt.accountId,
    number: attempt.number,
    counted: attempt.counted,
    outcome: attempt.outcome,
    code: attempt.code,
    durationMs: Math.round(attempt.durationMs * 10) / 10,
    status,
    ...(changed ? {} : { fenced: true }),
    ...(traceparent === null ? {} : { traceparent }),
    rate,
  });
};
