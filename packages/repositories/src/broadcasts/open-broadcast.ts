import type { NotificationRequest } from '@carillon/domain';

/** A broadcast whose members are being given their notifications. */
export interface OpenBroadcast {
  readonly tenantId: string;
  readonly batchId: string;
  readonly topicId: string;
  readonly apiKeyId: string | null;
  readonly rank: number;
  readonly scheduledAt: Date | null;
  readonly expiresAt: Date;
  /** The last subscriber that was looked at; empty before the first. */
  readonly cursor: string;
  /** As accepted, with the topic in `to`. */
  readonly request: NotificationRequest;
  /** Its tenant's, as they are now. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Whether its tenant wants any events. */
  readonly tellsEvents: boolean;
  /** Turns in a row that failed, and since when. */
  readonly failures: number;
  readonly failingMs: number;
}
