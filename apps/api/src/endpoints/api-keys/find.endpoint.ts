import { idParams } from '../../fields/id-field.ts';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { EXAMPLE_KEY_ID, exampleKey } from './api-key-example.ts';
import { apiKeySchema, apiKeyView } from './api-key-view.ts';
import { findOwnKey } from './find-own-key.ts';

export const findApiKeyEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api-keys/{id}',
  scope: 'keys:read',
  tag: 'Keys and tenants',
  summary: 'One key, without its secret',
  params: idParams,
  answers: {
    200: { description: 'The key.', schema: apiKeySchema, example: exampleKey },
  },
  refusals: ['not_found'],
  example: { params: { id: EXAMPLE_KEY_ID } },
  handle: async ({ services: { database }, caller: { tenantId }, params: { id } }) =>
    answer(200, apiKeyView(await findOwnKey(database, { tenantId, id }))),
});
