import type { Channel, DeliveryStatus, Outcome } from '@carillon/domain';

/** A delivery as it stands now. */
export interface DeliveryRecord {
  readonly id: string;
  readonly channel: Channel;
  readonly address: string | null;
  readonly status: DeliveryStatus;
  readonly attempts: number;
  readonly maxAttempts: number;
  readonly dueAt: Date;
  readonly sentAt: Date | null;
  readonly deliveredAt: Date | null;
  readonly updatedAt: Date;
  readonly provider: string | null;
  readonly providerMessageId: string | null;
  readonly lastOutcome: Outcome | null;
  readonly lastCode: string | null;
  readonly lastMessage: string | null;
}

export const DELIVERY_COLUMNS = `d.id, d.channel, d.address, d.status, d.attempts,
  d.max_attempts AS "maxAttempts", d.due_at AS "dueAt", d.sent_at AS "sentAt",
  d.delivered_at AS "deliveredAt", d.updated_at AS "updatedAt", d.provider,
  d.provider_message_id AS "providerMessageId", d.last_outcome AS "lastOutcome",
  d.last_code AS "lastCode", d.last_message AS "lastMessage"`;
