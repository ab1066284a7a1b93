import { listHolds } from '@carillon/repositories';
import { z } from 'zod';
import { pageQuery } from '../../fields/page-query.ts';
import { answer } from '../../http/answer.ts';
import { idCursor } from '../../http/cursor.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { pageOf, pageSchema } from '../../http/page-of.ts';
import { exampleHold } from './hold-example.ts';
import { HOLD_STATUSES, holdSchema, holdView } from './hold-view.ts';

export const listHoldsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/holds',
  scope: 'settings:read',
  tag: 'Holds',
  summary: 'What the brake has parked, the newest first',
  query: z.strictObject({ ...pageQuery, status: z.enum(HOLD_STATUSES).optional() }),
  answers: {
    200: {
      description: 'A page of holds.',
      schema: pageSchema(holdSchema),
      example: { data: [exampleHold], nextCursor: null },
    },
  },
  refusals: ['invalid_cursor'],
  example: { query: { status: 'held' } },
  handle: async ({ services: { database }, caller: { tenantId }, query }) => {
    const { limit, cursor, status = null } = query;
    const after = idCursor.read(cursor);
    const rows = await listHolds(database, { tenantId, status, after, limit: limit + 1 });
    const cursorOf = ({ id }: (typeof rows)[number]) => idCursor.write(id);
    return answer(200, pageOf(rows, limit, { view: holdView, cursor: cursorOf }));
  },
});
