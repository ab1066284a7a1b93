import { idParams } from '../../fields/id-field.ts';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { EXAMPLE_ENDPOINT_ID, exampleEndpoint } from './endpoint-example.ts';
import { endpointSchema, endpointView } from './endpoint-view.ts';
import { findOwnEndpoint } from './find-own-endpoint.ts';

export const findEventEndpointEndpoint = defineEndpoint({
  method: 'GET',
  path: '/event-endpoints/{id}',
  scope: 'events:read',
  tag: 'Events',
  summary: 'One endpoint, and how it is doing',
  params: idParams,
  answers: {
    200: { description: 'The endpoint.', schema: endpointSchema, example: exampleEndpoint },
  },
  refusals: ['not_found'],
  example: { params: { id: EXAMPLE_ENDPOINT_ID } },
  handle: async ({ services: { database }, caller: { tenantId }, params: { id } }) =>
    answer(200, endpointView(await findOwnEndpoint(database, { tenantId, id }))),
});
