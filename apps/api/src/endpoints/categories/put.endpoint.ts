import {
  CarillonError,
  CHANNELS,
  declareCategory,
  DEFAULT_CATEGORY,
  MAX_RETENTION_DAYS,
} from '@carillon/domain';
import { putCategory } from '@carillon/repositories';
import { z } from 'zod';
import { textField } from '../../fields/text-field.ts';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { EXAMPLE_CATEGORY, exampleCategory, exampleCategoryInput } from './category-example.ts';
import { categoryParams } from './category-params.ts';
import { categorySchema, categoryView } from './category-view.ts';

const body = z
  .strictObject({
    name: textField(255).nullable().optional().meta({ description: 'What recipients call it.' }),
    optOut: z.boolean().optional().meta({ description: 'Whether recipients may opt out of it.' }),
    quietHours: z
      .boolean()
      .optional()
      .meta({ description: 'Whether it waits for the end of quiet hours.' }),
    criticalPassesQuietHours: z
      .boolean()
      .optional()
      .meta({ description: 'Whether critical ones do not wait.' }),
    channels: z
      .partialRecord(z.enum(CHANNELS), z.boolean())
      .optional()
      .meta({ description: 'Whether a channel is used where the recipient has not said.' }),
    retentionDays: z.int().min(1).max(MAX_RETENTION_DAYS).nullable().optional(),
  })
  .meta({ id: 'CategoryInput' });

/** The fixed fields that somebody wants otherwise. */
const fixedFields = (key: string, said: z.output<typeof body>) =>
  key === DEFAULT_CATEGORY
    ? (['optOut', 'quietHours'] as const).filter((field) => said[field] === true)
    : [];

export const putCategoryEndpoint = defineEndpoint({
  method: 'PUT',
  path: '/categories/{key}',
  scope: 'subscribers:write',
  tag: 'Categories',
  summary: 'Declare a category or replace what was said of it',
  description:
    'What is left out is true. In force within 5 s. Nobody can opt out of transactional, and it never waits.',
  params: categoryParams,
  body,
  audits: true,
  answers: {
    200: { description: 'Replaced.', schema: categorySchema, example: exampleCategory },
    201: { description: 'Declared.', schema: categorySchema, example: exampleCategory },
  },
  example: { params: { key: EXAMPLE_CATEGORY }, body: exampleCategoryInput },
  handle: async ({ services: { database }, caller: { tenantId }, params: { key }, body: said }) => {
    const errors = fixedFields(key, said).map((path) => ({
      path,
      code: 'invalid_value',
      message: `${DEFAULT_CATEGORY} has it off, and it cannot be turned on.`,
    }));
    if (errors.length > 0) {
      throw new CarillonError('validation_failed', 'This is fixed.', { errors });
    }
    const category = declareCategory(key, said);
    const created = await putCategory(database, tenantId, category);
    return answer(created ? 201 : 200, categoryView(category));
  },
});
