import { removeTopicMembers } from '@carillon/repositories';
import { z } from 'zod';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { EXAMPLE_SUBSCRIBER_ID } from '../subscribers/subscriber-example.ts';
import { memberChangesSchema } from './member-changes-schema.ts';
import { noSuchTopic } from './no-such-topic.ts';
import { EXAMPLE_TOPIC_KEY } from './topic-example.ts';
import { topicParams } from './topic-params.ts';

export const removeMembersEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/topics/{key}/subscribers',
  scope: 'subscribers:write',
  tag: 'Topics',
  summary: 'Let subscribers hear a topic no longer',
  description: 'Who does not hear it, or is not known at all, is passed over.',
  params: topicParams,
  body: memberChangesSchema,
  answers: {
    200: {
      description: 'How many heard it until now.',
      schema: z.strictObject({ removed: z.int() }),
      example: { removed: 1 },
    },
  },
  refusals: ['not_found'],
  example: {
    params: { key: EXAMPLE_TOPIC_KEY },
    body: { subscriberIds: [EXAMPLE_SUBSCRIBER_ID] },
  },
  handle: async ({ services: { database }, caller: { tenantId }, params: { key }, body, note }) => {
    const { subscriberIds } = body;
    const result = await removeTopicMembers(database, { tenantId, key, subscriberIds });
    if (result === null) throw noSuchTopic();
    note({ removed: result.removed });
    return answer(200, { removed: result.removed });
  },
});
