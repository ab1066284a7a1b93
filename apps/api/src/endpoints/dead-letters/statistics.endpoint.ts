import { countDeadLetters } from '@carillon/repositories';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
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
  answers: {
    200: {
      description: 'The counts.',
      schema: deadLetterStatisticsSchema,
      example: exampleStatistics,
    },
  },
  example: {},
  handle: async ({ services: { database }, caller: { tenantId } }) =>
    answer(200, deadLetterStatisticsView(await countDeadLetters(database, tenantId))),
});
