import type { AcceptedBroadcast } from '@carillon/repositories';
import type { PlannedNotification } from './plan-notification.ts';

/**
 * A notification to a topic as it is stored: planned like any other, but its deliveries are its
 * members'. Null for a notification to one.
 */
export const toBroadcast = (planned: PlannedNotification): AcceptedBroadcast | null =>
  planned.topic && {
    topicId: planned.topic.id,
    request: planned.request,
    rank: planned.rank,
    channels: planned.deliveries.length,
    scheduledAt: planned.scheduledAt,
    expiresAt: planned.expiresAt,
  };
