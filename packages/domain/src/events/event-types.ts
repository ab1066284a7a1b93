/** What tenants can be told of (API.md, "Events out"), in its order. */
export const EVENT_TYPES = [
  'notification.accepted',
  'delivery.sent',
  'delivery.delivered',
  'delivery.failed',
  'delivery.retrying',
  'delivery.cancelled',
  'delivery.expired',
  'delivery.suppressed',
  'dead_letter.created',
  'provider_account.circuit_opened',
  'provider_account.circuit_closed',
  'suppression.created',
  'inbox.read',
  'hold.created',
  'broadcast.failed',
  'broadcast.expired',
  'event_endpoint.disabled',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];
