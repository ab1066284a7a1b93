import { CarillonError } from '@carillon/domain';
import { putPreferences } from '@carillon/repositories';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { EXAMPLE_SUBSCRIBER_ID } from '../subscribers/subscriber-example.ts';
import { subscriberParams } from '../subscribers/subscriber-params.ts';
import { examplePreferences, preferencesSchema } from './preferences-schema.ts';

export const putPreferencesEndpoint = defineEndpoint({
  method: 'PUT',
  path: '/subscribers/{subscriberId}/preferences',
  scope: 'subscribers:write',
  tag: 'Preferences',
  summary: 'Replace what a subscriber has decided',
  description: 'In force at once, for what was accepted before as well.',
  params: subscriberParams,
  body: preferencesSchema,
  answers: {
    200: { description: 'Stored.', schema: preferencesSchema, example: examplePreferences },
  },
  refusals: ['not_found'],
  example: { params: { subscriberId: EXAMPLE_SUBSCRIBER_ID }, body: examplePreferences },
  handle: async ({ services: { database }, caller: { tenantId }, params, body }) => {
    const { subscriberId } = params;
    if (await putPreferences(database, { tenantId, subscriberId }, body)) return answer(200, body);
    throw new CarillonError('not_found', 'There is no such subscriber.');
  },
});
