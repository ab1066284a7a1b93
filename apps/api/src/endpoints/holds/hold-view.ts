import { HOLD_REASONS } from '@carillon/domain';
import type { HoldRecord } from '@carillon/repositories';
import { z } from 'zod';

export const HOLD_STATUSES = ['held', 'released', 'discarded', 'expired'] as const;

export const holdSchema = z
  .strictObject({
    id: z.uuid(),
    reason: z.enum(HOLD_REASONS).meta({
      description: 'burst: more in a minute than usual. size: one request that was too large.',
    }),
    status: z.enum(HOLD_STATUSES).meta({
      description: 'expired: all of it had ended before anybody decided.',
    }),
    notifications: z.int(),
    deliveries: z.int().meta({ description: 'All that were put into it.' }),
    waiting: z.int().meta({
      description: 'Deliveries that wait in it now: less when some are cancelled or expire.',
    }),
    measured: z.int().meta({
      description: 'Notifications asked for in a minute, at most; of one for its size, in all.',
    }),
    allowed: z.int().meta({ description: 'How many would have passed.' }),
    createdAt: z.iso.datetime(),
    lastHeldAt: z.iso.datetime().meta({ description: 'When something was last put into it.' }),
    decidedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Hold' });

export type HoldView = z.output<typeof holdSchema>;

/** What a client sees of a hold. */
export const holdView = (record: HoldRecord): HoldView => ({
  id: record.id,
  reason: record.reason,
  status: record.status,
  notifications: record.notifications,
  deliveries: record.total,
  waiting: record.waiting,
  measured: record.measured,
  allowed: record.allowed,
  createdAt: record.createdAt.toISOString(),
  lastHeldAt: record.lastAt.toISOString(),
  decidedAt: record.decidedAt?.toISOString() ?? null,
});
