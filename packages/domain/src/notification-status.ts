import { type DeliveryStatus, OPEN_STATUSES } from './delivery-status.ts';

/** A notification's status is derived from its deliveries, never stored. */
export const NOTIFICATION_STATUSES = [
  'scheduled',
  'queued',
  'processing',
  'sent',
  'partially_sent',
  'failed',
  'cancelled',
  'expired',
  'suppressed',
] as const;
export type NotificationStatus = (typeof NOTIFICATION_STATUSES)[number];

const isSent = (s: DeliveryStatus) => s === 'sent' || s === 'delivered';
const OPEN: ReadonlySet<DeliveryStatus> = new Set(OPEN_STATUSES);
const isOpen = (s: DeliveryStatus) => OPEN.has(s);

/** Ends that come before a send: beside them a notification may still be unbegun. */
const isStopped = (s: DeliveryStatus) => s === 'cancelled' || s === 'suppressed';

/**
 * The status of a notification with these deliveries: while one is open, `scheduled` or `queued` if
 * no other has begun, else `processing`; when all have ended, `sent` if every one that was to be sent
 * was, `partially_sent` if some were, else the gravest end (failed, expired, suppressed, cancelled).
 */
export const notificationStatusOf = (deliveries: readonly DeliveryStatus[]): NotificationStatus => {
  if (deliveries.some(isOpen)) {
    const live = deliveries.filter((s) => !isStopped(s));
    if (live.every((s) => s === 'scheduled')) return 'scheduled';
    if (live.every((s) => s === 'scheduled' || s === 'queued')) return 'queued';
    return 'processing';
  }
  const sent = deliveries.filter(isSent).length;
  const stopped = deliveries.filter((s) => s === 'cancelled').length;
  if (sent > 0) return sent + stopped === deliveries.length ? 'sent' : 'partially_sent';
  for (const end of ['failed', 'expired', 'suppressed'] as const) {
    if (deliveries.includes(end)) return end;
  }
  return 'cancelled';
};
