import { CarillonError } from '@carillon/domain';
import { addTopicMembers } from '@carillon/repositories';
import { z } from 'zod';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { EXAMPLE_SUBSCRIBER_ID } from '../subscribers/subscriber-example.ts';
import { memberChangesSchema } from './member-changes-schema.ts';
import { noSuchTopic } from './no-such-topic.ts';
import { EXAMPLE_TOPIC_KEY } from './topic-example.ts';
import { topicParams } from './topic-params.ts';

/** 422 that names each of them where it stands in the body. */
const nobody = (asked: readonly string[], unknown: ReadonlySet<string>): CarillonError => {
  const code = 'subscriber_not_found';
  const message = 'There is no such subscriber.';
  const errors = asked.flatMap((id, i) =>
    unknown.has(id) ? [{ path: `subscriberIds.${i}`, code, message }] : [],
  );
  const detail = `${unknown.size} of the subscribers are not known; nobody was added.`;
  return new CarillonError(code, detail, { errors });
};

export const addMembersEndpoint = defineEndpoint({
  method: 'POST',
  path: '/topics/{key}/subscribers',
  scope: 'subscribers:write',
  tag: 'Topics',
  summary: 'Let subscribers hear a topic',
  description: 'All of them or, when one is not known, none. Who hears it already stays.',
  params: topicParams,
  body: memberChangesSchema,
  answers: {
    200: {
      description: 'How many are new.',
      schema: z.strictObject({ added: z.int() }),
      example: { added: 1 },
    },
  },
  refusals: ['not_found', 'subscriber_not_found'],
  example: {
    params: { key: EXAMPLE_TOPIC_KEY },
    body: { subscriberIds: [EXAMPLE_SUBSCRIBER_ID] },
  },
  handle: async ({ services: { database }, caller: { tenantId }, params: { key }, body, note }) => {
    const { subscriberIds } = body;
    const result = await addTopicMembers(database, { tenantId, key, subscriberIds });
    if (result === null) throw noSuchTopic();
    if (result.unknown.length > 0) throw nobody(subscriberIds, new Set(result.unknown));
    note({ added: result.added });
    return answer(200, { added: result.added });
  },
});
