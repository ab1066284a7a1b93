import { CarillonError } from '@carillon/domain';
import { deleteEventEndpoint } from '@carillon/repositories';
import { idParams } from '../../fields/id-field.ts';
import { NO_CONTENT } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { EXAMPLE_ENDPOINT_ID } from './endpoint-example.ts';

export const deleteEventEndpointEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/event-endpoints/{id}',
  scope: 'events:write',
  tag: 'Events',
  summary: 'Forget an endpoint, its secret and what waits for it',
  params: idParams,
  audits: true,
  answers: { 204: { description: 'It is forgotten.' } },
  refusals: ['not_found'],
  example: { params: { id: EXAMPLE_ENDPOINT_ID } },
  handle: async ({ services: { database }, caller: { tenantId }, params: { id }, note }) => {
    if (!(await deleteEventEndpoint(database, { tenantId, id }))) {
      throw new CarillonError('not_found', 'There is no such endpoint.');
    }
    note({ endpointId: id });
    return NO_CONTENT;
  },
});
