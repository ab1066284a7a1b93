import { listRedrives } from '@carillon/repositories';
import { z } from 'zod';
import { pageQuery } from '../../fields/page-query.ts';
import { answer } from '../../http/answer.ts';
import { idCursor } from '../../http/cursor.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { pageOf, pageSchema } from '../../http/page-of.ts';
import { exampleRedrive } from './redrive-example.ts';
import { redriveSchema, redriveView } from './redrive-view.ts';

export const listRedrivesEndpoint = defineEndpoint({
  method: 'GET',
  path: '/dead-letters/redrives',
  scope: 'dead_letters:read',
  tag: 'Dead letters',
  summary: 'Redrives, the newest first',
  query: z.strictObject(pageQuery),
  answers: {
    200: {
      description: 'A page of redrives.',
      schema: pageSchema(redriveSchema),
      example: { data: [exampleRedrive], nextCursor: null },
    },
  },
  refusals: ['invalid_cursor'],
  example: { query: { limit: '5' } },
  handle: async ({ services: { database }, caller: { tenantId }, query: { limit, cursor } }) => {
    const after = idCursor.read(cursor);
    const rows = await listRedrives(database, { tenantId, after, limit: limit + 1 });
    const page = pageOf(rows, limit, { view: redriveView, cursor: ({ id }) => idCursor.write(id) });
    return answer(200, page);
  },
});
