import { putTopic } from '@carillon/repositories';
import { z } from 'zod';
import { textField } from '../../fields/text-field.ts';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { EXAMPLE_TOPIC_KEY, exampleTopic } from './topic-example.ts';
import { topicParams } from './topic-params.ts';
import { topicSchema, topicView } from './topic-view.ts';

const body = z
  .strictObject({ name: textField(255).nullable().default(null) })
  .meta({ id: 'TopicInput' });

export const putTopicEndpoint = defineEndpoint({
  method: 'PUT',
  path: '/topics/{key}',
  scope: 'subscribers:write',
  tag: 'Topics',
  summary: 'Create a topic or rename it',
  params: topicParams,
  body,
  audits: true,
  answers: {
    200: { description: 'Renamed; its members stay.', schema: topicSchema, example: exampleTopic },
    201: { description: 'Created.', schema: topicSchema, example: exampleTopic },
  },
  example: { params: { key: EXAMPLE_TOPIC_KEY }, body: { name: 'Product news' } },
  handle: async ({
    services: { database },
    caller: { tenantId },
    params: { key },
    body: input,
  }) => {
    const { topic, created } = await putTopic(database, { tenantId, key, name: input.name });
    return answer(created ? 201 : 200, topicView(topic));
  },
});
