import { CHANNELS } from '@carillon/domain';
import type { SuppressionRecord } from '@carillon/repositories';
import { z } from 'zod';

export const suppressionSchema = z
  .strictObject({
    channel: z.enum(CHANNELS),
    address: z.string(),
    reason: z.string(),
    category: z.string().nullable(),
    until: z.iso.datetime().nullable(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'Suppression' });

export const suppressionView = (suppression: SuppressionRecord) => ({
  channel: suppression.channel,
  address: suppression.address,
  reason: suppression.reason,
  category: suppression.category,
  until: suppression.until?.toISOString() ?? null,
  createdAt: suppression.createdAt.toISOString(),
});

export const exampleSuppression = {
  channel: 'email',
  address: 'ada@example.com',
  reason: 'asked by letter',
  category: null,
  until: null,
  createdAt: '2025-08-31T12:00:24.064Z',
};
