import { listEventEndpoints } from '@carillon/repositories';
import { z } from 'zod';
import { pageQuery } from '../../fields/page-query.ts';
import { answer } from '../../http/answer.ts';
import { idCursor } from '../../http/cursor.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { pageOf, pageSchema } from '../../http/page-of.ts';
import { exampleEndpoint } from './endpoint-example.ts';
import { endpointSchema, endpointView } from './endpoint-view.ts';

export const listEventEndpointsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/event-endpoints',
  scope: 'events:read',
  tag: 'Events',
  summary: 'Who is told of what happens, the newest first',
  query: z.strictObject(pageQuery),
  answers: {
    200: {
      description: 'A page of endpoints.',
      schema: pageSchema(endpointSchema),
      example: { data: [exampleEndpoint], nextCursor: null },
    },
  },
  refusals: ['invalid_cursor'],
  example: {},
  handle: async ({ services: { database }, caller: { tenantId }, query: { limit, cursor } }) => {
    const before = idCursor.read(cursor);
    const rows = await listEventEndpoints(database, { tenantId, before, limit: limit + 1 });
    const cursorOf = ({ id }: { id: string }) => idCursor.write(id);
    return answer(200, pageOf(rows, limit, { view: endpointView, cursor: cursorOf }));
  },
});
