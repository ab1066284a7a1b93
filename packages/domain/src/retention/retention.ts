/** For how many days things are kept. Each counts from when it was made, notifications as said. */
export interface Retention {
  /**
   * Notifications with their deliveries, receipts and batches, from their acceptance and, of what was
   * sent later, from the last change of a delivery. A category may have days of its own.
   */
  readonly notificationDays: number;
  /** What they said, and what providers answered; null: as long as the notification. */
  readonly contentDays: number | null;
  /** The calls that were made for them; null: as long as the notification. */
  readonly attemptDays: number | null;
  readonly deadLetterDays: number;
  /** The event log and what endpoints were told. */
  readonly eventDays: number;
  readonly inboxDays: number;
  /** The audit log. */
  readonly auditDays: number;
}

/** Where a tenant has not said. */
export const DEFAULT_RETENTION: Retention = {
  notificationDays: 90,
  contentDays: null,
  attemptDays: null,
  deadLetterDays: 30,
  eventDays: 30,
  inboxDays: 180,
  auditDays: 365,
};

/** The most that can be set: ten years. */
export const MAX_RETENTION_DAYS = 3_650;
