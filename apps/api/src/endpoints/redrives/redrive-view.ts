import type { RedriveRecord } from '@carillon/repositories';
import { z } from 'zod';

/** How many are left out by a reason: `expired`, `redrive_limit`, `erased`, `suppressed`. */
export const leftOutSchema = z.record(z.string(), z.int());

export const redriveSchema = z
  .strictObject({
    id: z.uuid(),
    status: z.enum(['running', 'done', 'aborted']),
    reason: z.enum(['failure_rate_exceeded', 'canary_unfinished', 'abort_requested']).nullable(),
    matched: z.int(),
    leftOut: leftOutSchema,
    redriven: z.int(),
    failed: z.int(),
    createdAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Redrive' });

/** What a client sees of a redrive. */
export const redriveView = (record: RedriveRecord): z.output<typeof redriveSchema> => ({
  id: record.id,
  status: record.status,
  reason: record.reason,
  matched: record.matched,
  leftOut: record.leftOut,
  redriven: record.redriven,
  failed: record.failed,
  createdAt: record.createdAt.toISOString(),
  finishedAt: record.finishedAt?.toISOString() ?? null,
});
