import { CarillonError } from '@carillon/domain';
import { findSubscriber } from '@carillon/repositories';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { EXAMPLE_SUBSCRIBER_ID, exampleSubscriber } from './subscriber-example.ts';
import { subscriberParams } from './subscriber-params.ts';
import { subscriberSchema, subscriberView } from './subscriber-view.ts';

export const findSubscriberEndpoint = defineEndpoint({
  method: 'GET',
  path: '/subscribers/{subscriberId}',
  scope: 'subscribers:read',
  tag: 'Subscribers',
  summary: 'A subscriber',
  params: subscriberParams,
  answers: {
    200: { description: 'The subscriber.', schema: subscriberSchema, example: exampleSubscriber },
  },
  refusals: ['not_found'],
  example: { params: { subscriberId: EXAMPLE_SUBSCRIBER_ID } },
  handle: async ({ services: { database }, caller: { tenantId }, params }) => {
    const record = await findSubscriber(database, { tenantId, id: params.subscriberId });
    if (record === null) throw new CarillonError('not_found', 'There is no such subscriber.');
    return answer(200, subscriberView(record));
  },
});
