/** The states of a delivery (DESIGN.md, 4). The order is that of a delivery's life. */
export const DELIVERY_STATUSES = [
  'scheduled',
  'queued',
  'sending',
  'retrying',
  'sent',
  'delivered',
  'failed',
  'expired',
  'cancelled',
  'suppressed',
] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** States in which a delivery waits to be claimed. */
export const WAITING_STATUSES = [
  'scheduled',
  'queued',
  'retrying',
] as const satisfies readonly DeliveryStatus[];

/** States that a delivery leaves by itself: until none of its deliveries is in one, nothing is over. */
export const OPEN_STATUSES = [
  ...WAITING_STATUSES,
  'sending',
] as const satisfies readonly DeliveryStatus[];
