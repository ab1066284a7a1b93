import { parseAddress } from '@carillon/domain';
import { listSubscribers } from '@carillon/repositories';
import { z } from 'zod';
import { pageQuery } from '../../fields/page-query.ts';
import { answer } from '../../http/answer.ts';
import { timedCursor } from '../../http/cursor.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { pageOf, pageSchema } from '../../http/page-of.ts';
import { exampleSubscriber } from './subscriber-example.ts';
import { subscriberSchema, subscriberView } from './subscriber-view.ts';

const isSubscriberId = (text: string): boolean => parseAddress('in_app', text).ok;

export const listSubscribersEndpoint = defineEndpoint({
  method: 'GET',
  path: '/subscribers',
  scope: 'subscribers:read',
  tag: 'Subscribers',
  summary: 'Subscribers, the newest first',
  query: z.strictObject(pageQuery),
  answers: {
    200: {
      description: 'A page of subscribers.',
      schema: pageSchema(subscriberSchema),
      example: { data: [exampleSubscriber], nextCursor: null },
    },
  },
  refusals: ['invalid_cursor'],
  example: { query: { limit: '5' } },
  handle: async ({ services: { database }, caller: { tenantId }, query: { limit, cursor } }) => {
    const after = timedCursor.read(cursor, isSubscriberId);
    const rows = await listSubscribers(database, { tenantId, after, limit: limit + 1 });
    const page = pageOf(rows, limit, {
      view: subscriberView,
      cursor: ({ createdMicros, id }) => timedCursor.write({ micros: createdMicros, id }),
    });
    return answer(200, page);
  },
});
