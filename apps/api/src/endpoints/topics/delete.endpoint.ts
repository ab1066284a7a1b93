import { deleteTopic } from '@carillon/repositories';
import { NO_CONTENT } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { noSuchTopic } from './no-such-topic.ts';
import { EXAMPLE_TOPIC_KEY } from './topic-example.ts';
import { topicParams } from './topic-params.ts';

export const deleteTopicEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/topics/{key}',
  scope: 'subscribers:write',
  tag: 'Topics',
  summary: 'Delete a topic with its memberships',
  description: 'The subscribers stay.',
  params: topicParams,
  audits: true,
  answers: { 204: { description: 'It is gone.' } },
  refusals: ['not_found'],
  example: { params: { key: EXAMPLE_TOPIC_KEY } },
  handle: async ({ services: { database }, caller: { tenantId }, params: { key } }) => {
    if (await deleteTopic(database, { tenantId, key })) return NO_CONTENT;
    throw noSuchTopic();
  },
});
