import { attemptIdOf } from '@carillon/domain';
import type { Evidence } from './evidence.ts';
import type { RecordedAttempt, RecordedDelivery } from './recorded-delivery.ts';

/**
 * Where PostgreSQL and the ledgers contradict each other, or the record itself, each as one line of
 * text. An unknown outcome contradicts nothing: that call may be in the ledger or not.
 */
export const findMismatches = (evidence: Evidence): string[] => {
  const { submissions, ledger, record } = evidence;
  const deliveries = Map.groupBy(record.deliveries, (d) => d.address);
  const attempts = Map.groupBy(record.attempts, (a) => a.deliveryId);
  const attemptById = new Map(
    record.attempts.map((a) => [attemptIdOf(a.deliveryId, a.leaseToken), a]),
  );
  const seen = Map.groupBy(ledger, (line) => line.attemptId);
  const sent = new Set(ledger.map((line) => line.deliveryId));
  return [
    ...submissions
      .filter((s) => s.notificationId !== null && deliveries.get(s.address)?.length !== 1)
      .map((s) => `${s.address}: ${deliveries.get(s.address)?.length ?? 0} deliveries, not 1`),
    ...[...seen].flatMap(([id, lines]) => aboutLines(id, lines.length, attemptById.get(id))),
    ...[...attemptById]
      .filter(([id, a]) => a.outcome === 'accepted' && !seen.has(id))
      .map(([, a]) => `${a.deliveryId}: an accepted attempt that no ledger has`),
    ...record.deliveries.flatMap((d) => aboutDelivery(d, attempts.get(d.id) ?? [], sent)),
    ...(record.dispatches > 0 ? [`${record.dispatches} dispatches were left over`] : []),
  ];
};

const aboutLines = (id: string, lines: number, attempt: RecordedAttempt | undefined): string[] => {
  if (attempt === undefined) return [`attempt ${id}: in a ledger, not in the record`];
  const { deliveryId, outcome } = attempt;
  return [
    ...(lines > 1 ? [`attempt ${id}: ${lines} ledger lines for one attempt`] : []),
    ...(['accepted', 'ambiguous'].includes(outcome)
      ? []
      : [`${deliveryId}: a ledger has what the record calls ${outcome}`]),
  ];
};

const aboutDelivery = (
  { id, status, attempts: count, lastCode }: RecordedDelivery,
  attempts: readonly RecordedAttempt[],
  sent: ReadonlySet<string>,
): string[] => {
  const counted = attempts.filter((a) => a.counted).length;
  const isSent = status === 'sent' || status === 'delivered';
  const isUnknown = status === 'failed' && lastCode === 'outcome_unknown';
  return [
    ...(isSent && !sent.has(id) ? [`${id}: ${status}, but in no ledger`] : []),
    ...(!isSent && !isUnknown && sent.has(id) ? [`${id}: in a ledger, but ${status}`] : []),
    ...(count === counted ? [] : [`${id}: ${count} attempts, but ${counted} counted rows`]),
  ];
};
