import { DELIVERY_STATUSES, type DeliveryStatus, OPEN_STATUSES } from '@carillon/domain';
import type { BatchRecord } from '@carillon/repositories';
import { z } from 'zod';
import { type Unmade, unmadeOf } from './unmade-of.ts';

const counts = Object.fromEntries(DELIVERY_STATUSES.map((status) => [status, z.int()])) as Record<
  DeliveryStatus,
  z.ZodInt
>;

export const batchSchema = z
  .strictObject({
    id: z.uuid(),
    total: z.int().meta({
      description: 'Notifications; of a broadcast those of members whose turn has not come too.',
    }),
    deliveries: z.int(),
    counts: z.strictObject(counts).meta({ description: 'Deliveries by state.' }),
    createdAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().nullable(),
    lastError: z.strictObject({ code: z.string(), message: z.string() }).optional().meta({
      description:
        'Of a broadcast that ended before every member had had his turn: why. No other batch has it.',
    }),
  })
  .meta({ id: 'Batch' });

/** When the last delivery changed or, where some were never made, when that was decided. */
const endedAt = ({ createdAt, changedAt, broadcast }: BatchRecord, unmade: Unmade | null): Date => {
  const finishedAt = broadcast?.finishedAt ?? createdAt;
  if (changedAt === null) return finishedAt;
  return unmade !== null && finishedAt > changedAt ? finishedAt : changedAt;
};

const lastErrorOf = (broadcast: BatchRecord['broadcast']) => {
  if (broadcast?.state === 'failed') {
    const message = `its next page could not be made, ${broadcast.failures} times in a row`;
    return { code: 'poison', message };
  }
  if (broadcast?.state !== 'expired') return null;
  return { code: 'expired', message: 'it was held until its time ran out' };
};

/** What a client sees of a batch. */
export const batchView = (record: BatchRecord): z.output<typeof batchSchema> => {
  const { broadcast } = record;
  const all = Object.fromEntries(
    DELIVERY_STATUSES.map((status) => [status, record.counts[status] ?? 0]),
  ) as Record<DeliveryStatus, number>;
  const unmade = unmadeOf(record);
  if (unmade !== null) all[unmade.status] += unmade.deliveries;
  const lastError = lastErrorOf(broadcast);
  const isMade = broadcast === null || broadcast.finishedAt !== null;
  const isFinished = isMade && OPEN_STATUSES.every((status) => all[status] === 0);
  return {
    id: record.id,
    total: record.total,
    deliveries: Object.values(all).reduce((sum, n) => sum + n, 0),
    counts: all,
    createdAt: record.createdAt.toISOString(),
    finishedAt: isFinished ? endedAt(record, unmade).toISOString() : null,
    ...(lastError === null ? {} : { lastError }),
  };
};
