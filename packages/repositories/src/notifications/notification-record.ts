import type { NotificationRequest } from '@carillon/domain';

/** A notification as it was accepted; the time of acceptance is that of its id. */
export interface NotificationRecord {
  readonly id: string;
  readonly batchId: string | null;
  readonly scheduledAt: Date | null;
  readonly expiresAt: Date;
  readonly request: NotificationRequest;
}

export const NOTIFICATION_COLUMNS = `n.id, n.batch_id AS "batchId", n.scheduled_at AS "scheduledAt",
  n.expires_at AS "expiresAt", n.request`;
