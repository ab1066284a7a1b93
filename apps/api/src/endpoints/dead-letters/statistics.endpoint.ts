import { countDeadLetters } from '@carillon/repositories';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { deadLetterStatisticsSchema, deadLetterStatisticsView } from './statistics-view.ts';

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
      example: {
        total: 1,
        byChannel: { email: 1 },
        byProvider: { smtp: 1 },
        byCode: { '550 5.1.1': 1 },
        byTemplateVersion: { 'order-shipped@3': 1 },
      },
    },
  },
  example: {},
  handle: async ({ services: { database }, caller: { tenantId } }) =>
    answer(200, deadLetterStatisticsView(await countDeadLetters(database, tenantId))),
});
