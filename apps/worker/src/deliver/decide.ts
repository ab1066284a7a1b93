import { AMBIGUOUS_MIN_DELAY_MS, decideNext, retryPolicyOf } from '@carillon/domain';
import type { SendResult } from '@carillon/providers';
import type { ClaimedDelivery, RecordedResult } from '@carillon/repositories';
import { OUTCOME_RULES } from '@carillon/domain';

/** After so many uncounted calls in a row the last attempt row is told about the next, not joined. */
const FOLD_AFTER = 10;
/** A lone delivery whose next attempt is this near keeps its job (BullMQ's own backoff). */
const NEAR_MS = 60_000;

export interface CallReport {
  readonly result: SendResult;
  readonly provider: string;
  readonly accountId: string | null;
  /** True when another account of the route could call at once. */
  readonly othersAvailable: boolean;
  /** True when the call was to find out whether the other side is back: trouble does not count. */
  readonly isProbe: boolean;
  readonly startedAt: Date;
  readonly durationMs: number;
  /** True when the delivery rides its job alone. */
  readonly alone: boolean;
  /** True when somebody may want to hear of it. */
  readonly tellsEvents: boolean;
  /** A random number in [0, 1), for jitter. */
  readonly random: number;
}

/** Turns the end of a provider call into what is recorded; the rule itself is domain's. */
export const decide = (claimed: ClaimedDelivery, report: CallReport): RecordedResult => {
  const { result } = report;
  const counted =
    OUTCOME_RULES[result.outcome].counted && !(report.isProbe && result.outcome === 'transient');
  const next = decideNext({
    outcome: result.outcome,
    counted,
    delivered: result.delivered === true,
    attempts: claimed.attempts,
    uncountedStreak: claimed.uncountedStreak,
    retry: retryPolicyOf(claimed.request.retry),
    deliveryMode: claimed.atMostOnce ? 'at_most_once' : 'at_least_once',
    retryAfterMs: result.retryAfterMs,
    ...(result.outcome === 'ambiguous' && {
      minDelayMs: AMBIGUOUS_MIN_DELAY_MS[claimed.channel] ?? 0,
    }),
    random: report.random,
  });
  // An account that is out of order is no reason to wait while the route has another.
  const failsOver = result.outcome === 'config' && report.othersAvailable;
  const delayMs = next.status === 'retrying' && !failsOver ? next.delayMs : 0;
  const unknown = next.status === 'failed' && next.reason === 'outcome_unknown';
  return {
    deliveryId: claimed.id,
    tenantId: claimed.tenantId,
    leaseToken: claimed.leaseToken,
    status: next.status,
    delayMs,
    keepsDispatch: next.status === 'retrying' && report.alone && delayMs <= NEAR_MS,
    code: unknown ? 'outcome_unknown' : result.code,
    attempt: {
      outcome: result.outcome,
      counted,
      number: claimed.calls,
      provider: report.provider,
      accountId: report.accountId,
      code: result.code,
      message: result.message,
      response: result.response,
      providerMessageId: result.providerMessageId,
      startedAt: report.startedAt,
      durationMs: report.durationMs,
      fold: !counted && claimed.uncountedStreak >= FOLD_AFTER,
    },
    rescued: false,
    suppress:
      result.suppressAddress === true
        ? { days: result.suppressDays ?? null, device: claimed.channel === 'push' }
        : null,
    item: result.inboxItem
      ? { ...result.inboxItem, collapseKey: claimed.request.collapseKey }
      : null,
    tellsEvents: report.tellsEvents,
  };
};
