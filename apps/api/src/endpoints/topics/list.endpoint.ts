import { isTopicKey } from '@carillon/domain';
import { listTopics } from '@carillon/repositories';
import { z } from 'zod';
import { pageQuery } from '../../fields/page-query.ts';
import { answer } from '../../http/answer.ts';
import { timedCursor } from '../../http/cursor.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { pageOf, pageSchema } from '../../http/page-of.ts';
import { exampleTopic } from './topic-example.ts';
import { topicSchema, topicView } from './topic-view.ts';

export const listTopicsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/topics',
  scope: 'subscribers:read',
  tag: 'Topics',
  summary: 'Topics, the newest first',
  query: z.strictObject(pageQuery),
  answers: {
    200: {
      description: 'A page of topics.',
      schema: pageSchema(topicSchema),
      example: { data: [exampleTopic], nextCursor: null },
    },
  },
  refusals: ['invalid_cursor'],
  example: { query: { limit: '5' } },
  handle: async ({ services: { database }, caller: { tenantId }, query: { limit, cursor } }) => {
    const after = timedCursor.read(cursor, isTopicKey);
    const rows = await listTopics(database, { tenantId, after, limit: limit + 1 });
    const page = pageOf(rows, limit, {
      view: topicView,
      cursor: ({ createdMicros, key }) => timedCursor.write({ micros: createdMicros, id: key }),
    });
    return answer(200, page);
  },
});
