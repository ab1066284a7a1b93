import { listTemplates } from '@carillon/repositories';
import { z } from 'zod';
import { pageQuery } from '../../fields/page-query.ts';
import { answer } from '../../http/answer.ts';
import { idCursor } from '../../http/cursor.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { pageOf, pageSchema } from '../../http/page-of.ts';
import { exampleSummary } from './template-example.ts';
import { templateSummarySchema, templateSummaryView } from './template-view.ts';

export const listTemplatesEndpoint = defineEndpoint({
  method: 'GET',
  path: '/templates',
  scope: 'templates:read',
  tag: 'Templates',
  summary: 'Templates without their sources, the newest first',
  query: z.strictObject(pageQuery),
  answers: {
    200: {
      description: 'A page of templates.',
      schema: pageSchema(templateSummarySchema),
      example: { data: [exampleSummary], nextCursor: null },
    },
  },
  refusals: ['invalid_cursor'],
  example: {},
  handle: async ({ services: { database }, caller: { tenantId }, query: { limit, cursor } }) => {
    const before = idCursor.read(cursor);
    const rows = await listTemplates(database, { tenantId, before, limit: limit + 1 });
    const parts = {
      view: templateSummaryView,
      cursor: ({ id }: { id: string }) => idCursor.write(id),
    };
    return answer(200, pageOf(rows, limit, parts));
  },
});
