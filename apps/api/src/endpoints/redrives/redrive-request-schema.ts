import { CANARY, REDRIVE } from '@carillon/domain';
import { z } from 'zod';
import { idField } from '../../fields/id-field.ts';
import { filterFields } from '../dead-letters/filter-fields.ts';

/** Ids that one filter may name. */
const MOST_IDS = 1_000;

const numberWithin = ({ min, max }: { readonly min: number; readonly max: number }) =>
  z.number().min(min).max(max);

const { perSecond } = REDRIVE;

export const redriveRequestSchema = z.strictObject({
  filter: z
    .strictObject({
      ...filterFields,
      deliveryIds: z.array(idField()).min(1).max(MOST_IDS).optional(),
    })
    .meta({ description: 'Without any field: all of them.' }),
  dryRun: z.boolean().default(false),
  ratePerSecond: z.int().min(perSecond.min).max(perSecond.max).default(perSecond.default),
  canary: z
    .strictObject({
      share: numberWithin(CANARY.share)
        .default(CANARY.share.default)
        .meta({ description: 'At least one goes first.' }),
      maxFailureRate: numberWithin(CANARY.maxFailureRate).default(CANARY.maxFailureRate.default),
    })
    .optional(),
});
