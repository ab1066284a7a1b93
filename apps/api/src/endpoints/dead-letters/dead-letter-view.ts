import { CHANNELS, notificationIdOf, OUTCOMES } from '@carillon/domain';
import type { DeadLetterRecord } from '@carillon/repositories';
import { z } from 'zod';

export const deadLetterSchema = z
  .strictObject({
    deliveryId: z.uuid(),
    notificationId: z.uuid(),
    channel: z.enum(CHANNELS),
    address: z.string().nullable(),
    provider: z.string().nullable(),
    code: z.string(),
    outcome: z.enum(OUTCOMES).nullable(),
    message: z.string().nullable(),
    attempts: z.int(),
    redrives: z.int(),
    deadAt: z.iso.datetime(),
  })
  .meta({ id: 'DeadLetter' });

/** What a client sees of a dead letter. */
export const deadLetterView = (record: DeadLetterRecord): z.output<typeof deadLetterSchema> => ({
  deliveryId: record.deliveryId,
  notificationId: notificationIdOf(record.deliveryId),
  channel: record.channel,
  address: record.address,
  provider: record.provider,
  code: record.code,
  outcome: record.outcome,
  message: record.message,
  attempts: record.attempts,
  redrives: record.redrives,
  deadAt: record.deadAt.toISOString(),
});
