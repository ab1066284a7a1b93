import { timeOfId } from '../ids.ts';
import type { NotificationRequest } from '../notification-request.ts';

/** What has happened, as it is kept. */
export interface HappenedEvent {
  /** A UUIDv7: its time is when it happened. */
  readonly id: string;
  /** An `EventType`, or `ping`. */
  readonly type: string;
  /** Ids, states and codes only: neither addresses nor content. */
  readonly data: Readonly<Record<string, unknown>>;
  /** The notification that it is about; null where it is about none, or that one is no more. */
  readonly notification: EventNotification | null;
}

/** What of a notification its events tell. */
export interface EventNotification {
  readonly id: string;
  readonly batchId: string | null;
  readonly request: Pick<NotificationRequest, 'category' | 'entity' | 'metadata' | 'correlationId'>;
}

/** What a receiver reads. */
export interface EventPayload {
  readonly type: string;
  readonly timestamp: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const aboutNotification = ({ id, batchId, request }: EventNotification) => ({
  notificationId: id,
  batchId,
  category: request.category,
  entity: request.entity ?? null,
  metadata: request.metadata ?? null,
  correlationId: request.correlationId ?? null,
});

/**
 * The payload of an event, the same for its endpoints and in the log. What the caller said about the
 * notification is looked up each time and not kept with the event: when it is erased, it is gone here too.
 */
export const eventPayload = ({ id, type, data, notification }: HappenedEvent): EventPayload => ({
  type,
  timestamp: new Date(timeOfId(id)).toISOString(),
  data: notification === null ? data : { ...data, ...aboutNotification(notification) },
});
