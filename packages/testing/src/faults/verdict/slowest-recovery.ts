import type { Evidence } from './evidence.ts';

/**
 * The longest time from the kill of a worker until what it had held was sent by another, in ms. A
 * lost attempt belongs to the first kill after its claim.
 */
export const slowestRecoveryMs = (
  { record }: Pick<Evidence, 'record'>,
  killedAt: readonly number[],
): number => {
  const sentAt = new Map(record.deliveries.map((d) => [d.id, d.sentAt]));
  const times = record.attempts
    .filter((a) => a.code === 'worker_lost')
    .map((a) => {
      const killed = killedAt.find((at) => at >= a.startedAt);
      const sent = sentAt.get(a.deliveryId);
      return killed && sent ? sent - killed : 0;
    });
  return Math.max(0, ...times);
};
