import { listDeadLetterHours } from '@carillon/repositories';
import { z } from 'zod';
import { pageQuery } from '../../fields/page-query.ts';
import { timeField } from '../../fields/time-field.ts';
import { answer } from '../../http/answer.ts';
import { momentCursor } from '../../http/cursor.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { pageOf, pageSchema } from '../../http/page-of.ts';
import { deadLetterHourSchema, deadLetterHourView, exampleHour } from './hour-view.ts';

export const deadLetterHoursEndpoint = defineEndpoint({
  method: 'GET',
  path: '/dead-letters/stats/hourly',
  scope: 'dead_letters:read',
  tag: 'Dead letters',
  summary: 'How many dead letters there were in each hour, the newest first',
  description:
    'Counted once an hour: when it begins, or soon after the first one comes. An hour without any is left out.',
  query: z.strictObject({
    ...pageQuery,
    from: timeField().optional().meta({ description: 'Hours that begin then or later.' }),
    to: timeField().optional().meta({ description: 'Hours that begin before then.' }),
  }),
  answers: {
    200: {
      description: 'A page of hours.',
      schema: pageSchema(deadLetterHourSchema),
      example: { data: [exampleHour], nextCursor: null },
    },
  },
  refusals: ['invalid_cursor'],
  example: { query: { limit: '24' } },
  handle: async ({ services: { database }, caller: { tenantId }, query }) => {
    const { limit, cursor, from, to } = query;
    const rows = await listDeadLetterHours(database, {
      tenantId,
      from: from ?? null,
      to: to ?? null,
      after: momentCursor.read(cursor),
      limit: limit + 1,
    });
    const page = pageOf(rows, limit, {
      view: deadLetterHourView,
      cursor: ({ hour }) => momentCursor.write(hour),
    });
    return answer(200, page);
  },
});
