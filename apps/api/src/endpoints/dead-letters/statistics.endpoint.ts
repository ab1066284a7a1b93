import { countDeadLetters } from '@carillon/repositories';
import { z } from 'zod';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { deadLetterFilter, listFilterFields } from './filter-fields.ts';
import {
  deadLetterStatisticsSchema,
  deadLetterStatisticsView,
  exampleStatistics,
} from './statistics-view.ts';

export const deadLetterStatisticsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/dead-letters/stats',
  scope: 'dead_letters:read',
  tag: 'Dead letters',
  summary: 'How many dead letters there are, by channel, provider, code and template',
  description: 'Of all, or of those that the list shows with the same filter.',
  query: z.strictObject(listFilterFields),
  answers: {
    200: {
      description: 'The counts.',
      schema: deadLetterStatisticsSchema,
      example: exampleStatistics,
    },
  },
  example: { query: { channel: 'email' } },
  handle: async ({ services: { database }, caller: { tenantId }, query }) => {
    const causes = await countDeadLetters(database, tenantId, deadLetterFilter(query));
    return answer(200, deadLetterStatisticsView(causes));
  },
});
