import { CarillonError } from '@carillon/domain';
import { findPartial } from '@carillon/repositories';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { EXAMPLE_PARTIAL, examplePartial } from './partial-example.ts';
import { partialParams } from './partial-params.ts';
import { partialSchema, partialView } from './partial-view.ts';

export const findPartialEndpoint = defineEndpoint({
  method: 'GET',
  path: '/partials/{name}',
  scope: 'templates:read',
  tag: 'Templates',
  summary: 'A partial or layout',
  params: partialParams,
  answers: {
    200: { description: 'The partial.', schema: partialSchema, example: examplePartial },
  },
  refusals: ['not_found'],
  example: { params: { name: EXAMPLE_PARTIAL } },
  handle: async ({ services: { database }, caller: { tenantId }, params: { name } }) => {
    const partial = await findPartial(database, { tenantId, name });
    if (partial === null) throw new CarillonError('not_found', 'There is no such partial.');
    return answer(200, partialView(partial));
  },
});
