import { findTopic } from '@carillon/repositories';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { noSuchTopic } from './no-such-topic.ts';
import { EXAMPLE_TOPIC_KEY, exampleTopic } from './topic-example.ts';
import { topicParams } from './topic-params.ts';
import { topicSchema, topicView } from './topic-view.ts';

export const findTopicEndpoint = defineEndpoint({
  method: 'GET',
  path: '/topics/{key}',
  scope: 'subscribers:read',
  tag: 'Topics',
  summary: 'A topic and how many hear it',
  params: topicParams,
  answers: { 200: { description: 'The topic.', schema: topicSchema, example: exampleTopic } },
  refusals: ['not_found'],
  example: { params: { key: EXAMPLE_TOPIC_KEY } },
  handle: async ({ services: { database }, caller: { tenantId }, params: { key } }) => {
    const record = await findTopic(database, { tenantId, key });
    if (record === null) throw noSuchTopic();
    return answer(200, topicView(record));
  },
});
