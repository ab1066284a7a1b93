import { DELIVERY_STATUSES, type DeliveryStatus, OPEN_STATUSES } from '@carillon/domain';
import type { BatchRecord } from '@carillon/repositories';
import { z } from 'zod';

const counts = Object.fromEntries(DELIVERY_STATUSES.map((status) => [status, z.int()])) as Record<
  DeliveryStatus,
  z.ZodInt
>;

export const batchSchema = z
  .strictObject({
    id: z.uuid(),
    total: z.int().meta({ description: 'Notifications.' }),
    deliveries: z.int(),
    counts: z.strictObject(counts).meta({ description: 'Deliveries by state.' }),
    createdAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Batch' });

/** What a client sees of a batch. */
export const batchView = (record: BatchRecord): z.output<typeof batchSchema> => {
  const all = Object.fromEntries(
    DELIVERY_STATUSES.map((status) => [status, record.counts[status] ?? 0]),
  ) as Record<DeliveryStatus, number>;
  const isFinished = OPEN_STATUSES.every((status) => all[status] === 0);
  return {
    id: record.id,
    total: record.total,
    deliveries: Object.values(all).reduce((sum, n) => sum + n, 0),
    counts: all,
    createdAt: record.createdAt.toISOString(),
    finishedAt: isFinished ? (record.changedAt ?? record.createdAt).toISOString() : null,
  };
};
