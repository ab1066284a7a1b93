import { CarillonError } from '@carillon/domain';
import { findPreferences } from '@carillon/repositories';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { EXAMPLE_SUBSCRIBER_ID } from '../subscribers/subscriber-example.ts';
import { subscriberParams } from '../subscribers/subscriber-params.ts';
import { examplePreferences, preferencesSchema } from './preferences-schema.ts';

export const findPreferencesEndpoint = defineEndpoint({
  method: 'GET',
  path: '/subscribers/{subscriberId}/preferences',
  scope: 'subscribers:read',
  tag: 'Preferences',
  summary: 'What a subscriber wants to hear, where and when',
  params: subscriberParams,
  answers: {
    200: {
      description: 'What he has decided; empty if nothing yet.',
      schema: preferencesSchema,
      example: examplePreferences,
    },
  },
  refusals: ['not_found'],
  example: { params: { subscriberId: EXAMPLE_SUBSCRIBER_ID } },
  handle: async ({ services: { database }, caller: { tenantId }, params: { subscriberId } }) => {
    const preferences = await findPreferences(database, { tenantId, subscriberId });
    if (preferences !== null) return answer(200, preferences);
    throw new CarillonError('not_found', 'There is no such subscriber.');
  },
});
