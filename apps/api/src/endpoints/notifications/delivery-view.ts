import { CHANNELS, DELIVERY_STATUSES, isHeld, OUTCOMES, WAITING_STATUSES } from '@carillon/domain';
import type { DeliveryRecord } from '@carillon/repositories';
import { z } from 'zod';

const time = z.iso.datetime();

export const deliverySchema = z
  .strictObject({
    id: z.uuid(),
    channel: z.enum(CHANNELS),
    address: z.string().nullable(),
    status: z.enum(DELIVERY_STATUSES),
    attempts: z.int().meta({ description: 'What used up the budget.' }),
    maxAttempts: z.int(),
    nextAttemptAt: time.nullable(),
    provider: z.string().nullable(),
    providerMessageId: z.string().nullable(),
    sentAt: time.nullable(),
    deliveredAt: time.nullable(),
    lastError: z
      .strictObject({
        code: z.string(),
        outcome: z.enum(OUTCOMES).nullable(),
        message: z.string().nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'Delivery' });

export type DeliveryView = z.output<typeof deliverySchema>;

const WAITING: ReadonlySet<string> = new Set(WAITING_STATUSES);
const SUCCESS: ReadonlySet<string> = new Set(['sent', 'delivered']);

/** When it is tried next; of what a brake holds nobody knows. */
const nextAttemptAt = (record: DeliveryRecord, expiresAt: Date): string | null =>
  WAITING.has(record.status) && !isHeld(record, expiresAt) ? record.dueAt.toISOString() : null;

/** What a client sees of a delivery of a notification that ends then. */
export const deliveryView = (record: DeliveryRecord, expiresAt: Date): DeliveryView => ({
  id: record.id,
  channel: record.channel,
  address: record.address,
  status: record.status,
  attempts: record.attempts,
  maxAttempts: record.maxAttempts,
  nextAttemptAt: nextAttemptAt(record, expiresAt),
  provider: record.provider,
  providerMessageId: record.providerMessageId,
  sentAt: record.sentAt?.toISOString() ?? null,
  deliveredAt: record.deliveredAt?.toISOString() ?? null,
  lastError:
    record.lastCode === null || SUCCESS.has(record.status)
      ? null
      : { code: record.lastCode, outcome: record.lastOutcome, message: record.lastMessage },
});
