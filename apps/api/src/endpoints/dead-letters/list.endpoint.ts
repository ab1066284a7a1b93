import { isUuid } from '@carillon/domain';
import { listDeadLetters } from '@carillon/repositories';
import { z } from 'zod';
import { pageQuery } from '../../fields/page-query.ts';
import { answer } from '../../http/answer.ts';
import { timedCursor } from '../../http/cursor.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { pageOf, pageSchema } from '../../http/page-of.ts';
import { exampleDeadLetter } from './dead-letter-example.ts';
import { deadLetterFilter, listFilterFields } from './filter-fields.ts';
import { deadLetterSchema, deadLetterView } from './dead-letter-view.ts';

export const listDeadLettersEndpoint = defineEndpoint({
  method: 'GET',
  path: '/dead-letters',
  scope: 'dead_letters:read',
  tag: 'Dead letters',
  summary: 'Deliveries that were given up, the newest first',
  query: z.strictObject({
    ...pageQuery,
    ...listFilterFields,
  }),
  answers: {
    200: {
      description: 'A page of dead letters.',
      schema: pageSchema(deadLetterSchema),
      example: { data: [exampleDeadLetter], nextCursor: null },
    },
  },
  refusals: ['invalid_cursor'],
  example: { query: { channel: 'email', code: '550 5.1.1' } },
  handle: async ({ services: { database }, caller: { tenantId }, query }) => {
    const { limit, cursor, ...fields } = query;
    const rows = await listDeadLetters(database, {
      tenantId,
      filter: deadLetterFilter(fields),
      after: timedCursor.read(cursor, isUuid),
      limit: limit + 1,
    });
    const page = pageOf(rows, limit, {
      view: deadLetterView,
      cursor: ({ deadMicros, deliveryId }) =>
        timedCursor.write({ micros: deadMicros, id: deliveryId }),
    });
    return answer(200, page);
  },
});
