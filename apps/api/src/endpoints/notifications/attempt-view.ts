import { attemptIdOf, CHANNELS, OUTCOMES } from '@carillon/domain';
import type { AttemptRecord } from '@carillon/repositories';
import { z } from 'zod';

export const attemptSchema = z
  .strictObject({
    id: z.uuid(),
    deliveryId: z.uuid(),
    channel: z.enum(CHANNELS),
    number: z.int().meta({ description: 'Counts every call of the delivery.' }),
    counted: z.boolean().meta({ description: 'Whether it used up an attempt.' }),
    provider: z.string().nullable(),
    outcome: z.enum(OUTCOMES),
    code: z.string().nullable(),
    message: z.string().nullable(),
    startedAt: z.iso.datetime(),
    durationMs: z.int(),
    response: z.string().nullable(),
  })
  .meta({ id: 'Attempt' });

/** What a client sees of an attempt. */
export const attemptView = (record: AttemptRecord): z.output<typeof attemptSchema> => ({
  id: attemptIdOf(record.deliveryId, record.leaseToken),
  deliveryId: record.deliveryId,
  channel: record.channel,
  number: record.number,
  counted: record.counted,
  provider: record.provider,
  outcome: record.outcome,
  code: record.code,
  message: record.message,
  startedAt: record.startedAt.toISOString(),
  durationMs: record.durationMs,
  response: record.response,
});
