import { MAX_AHEAD_MS, SCHEDULE_GRACE_MS } from './bounds.ts';

export type DueAt =
  | { readonly ok: true; readonly dueAt: Date }
  | {
      readonly ok: false;
      readonly code: 'scheduled_at_in_past' | 'scheduled_at_too_far';
      readonly message: string;
    };

/**
 * When a notification is first due (API.md, `scheduledAt`): at acceptance without one, and also for
 * one up to `SCHEDULE_GRACE_MS` past, because clocks differ. Further past or more than `MAX_AHEAD_MS`
 * ahead is refused. Both limits are inclusive.
 */
export const dueAt = (scheduledAt: Date | null, acceptedAt: Date): DueAt => {
  if (scheduledAt === null) return { ok: true, dueAt: acceptedAt };
  const aheadMs = scheduledAt.getTime() - acceptedAt.getTime();
  if (aheadMs < -SCHEDULE_GRACE_MS) {
    const message = `scheduledAt is more than ${SCHEDULE_GRACE_MS / 1_000} s past.`;
    return { ok: false, code: 'scheduled_at_in_past', message };
  }
  if (aheadMs > MAX_AHEAD_MS) {
    const message = `scheduledAt is more than ${MAX_AHEAD_MS / 86_400_000} days ahead.`;
    return { ok: false, code: 'scheduled_at_too_far', message };
  }
  return { ok: true, dueAt: aheadMs > 0 ? scheduledAt : acceptedAt };
};
