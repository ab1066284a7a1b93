import { DEFAULT_BRAKE, PRIORITIES } from '@carillon/domain';
import { z } from 'zod';
import { textField } from '../../fields/text-field.ts';

const MOST_PER_MINUTE = 100_000_000;

const fields = {
  enabled: z.boolean(),
  factor: z.number().min(1).max(1_000).meta({ description: 'Times the usual rate.' }),
  minimumPerMinute: z.int().min(1).max(MOST_PER_MINUTE).meta({
    description: 'Notifications a minute that always pass, however little is usual.',
  }),
  maxBatch: z.int().min(1).max(MOST_PER_MINUTE).nullable().meta({
    description: 'Most notifications of one request, batch or broadcast; null: any number.',
  }),
  priorities: z.array(z.enum(PRIORITIES)).min(1).max(PRIORITIES.length).meta({
    description: 'What may be held. Others pass at once and count for nothing.',
  }),
  exemptCategories: z.array(textField(100)).max(50).meta({
    description: 'Categories that are never held.',
  }),
};

/** A tenant's brake: what it asks for beyond `factor` times its usual is held until somebody decides. */
export const brakeSchema = z.strictObject({
  enabled: fields.enabled.default(DEFAULT_BRAKE.enabled),
  factor: fields.factor.default(DEFAULT_BRAKE.factor),
  minimumPerMinute: fields.minimumPerMinute.default(DEFAULT_BRAKE.minimumPerMinute),
  maxBatch: fields.maxBatch.default(DEFAULT_BRAKE.maxBatch),
  priorities: fields.priorities.default([...DEFAULT_BRAKE.priorities]),
  exemptCategories: fields.exemptCategories.default([...DEFAULT_BRAKE.exemptCategories]),
});

export const brakeChangeSchema = z.strictObject(fields).partial();
