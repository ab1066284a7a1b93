import type { DeliveryStatus } from '@carillon/domain';
import type { BatchRecord } from '@carillon/repositories';

/** What a broadcast has not made yet, or will never make because it was called off or given up. */
export interface Unmade {
  readonly notifications: number;
  readonly deliveries: number;
  /** As which they count. */
  readonly status: Extract<
    DeliveryStatus,
    'scheduled' | 'queued' | 'cancelled' | 'failed' | 'expired'
  >;
}

/**
 * The members who had no turn, as if their deliveries were there: that a broadcast streams is nobody's
 * business. Those who have left in the meantime drop out when the last page has been made. Null where
 * there are none.
 */
export const unmadeOf = ({ total, broadcast }: BatchRecord): Unmade | null => {
  if (broadcast === null || broadcast.state === 'finished') return null;
  const notifications = Math.max(0, total - broadcast.made);
  if (notifications === 0) return null;
  const deliveries = notifications * broadcast.channels;
  return { notifications, deliveries, status: broadcast.state };
};
