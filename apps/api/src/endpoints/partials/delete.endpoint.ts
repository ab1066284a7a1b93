import { CarillonError } from '@carillon/domain';
import { deletePartial } from '@carillon/repositories';
import { NO_CONTENT } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { EXAMPLE_PARTIAL } from './partial-example.ts';
import { partialParams } from './partial-params.ts';

export const deletePartialEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/partials/{name}',
  scope: 'templates:write',
  tag: 'Templates',
  summary: 'Forget a partial or layout',
  description: 'Versions that were saved with it stay as they are; later ones cannot name it.',
  params: partialParams,
  audits: true,
  answers: { 204: { description: 'It is forgotten.' } },
  refusals: ['not_found'],
  example: { params: { name: EXAMPLE_PARTIAL } },
  handle: async ({ services: { database }, caller: { tenantId }, params: { name } }) => {
    if (await deletePartial(database, { tenantId, name })) return NO_CONTENT;
    throw new CarillonError('not_found', 'There is no such partial.');
  },
});
