import { idParams } from '../../fields/id-field.ts';
import { answer } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { EXAMPLE_ACCOUNT_ID, exampleAccount } from './account-example.ts';
import { accountSchema, accountView } from './account-view.ts';
import { findOwnAccount } from './find-own-account.ts';

export const findAccountEndpoint = defineEndpoint({
  method: 'GET',
  path: '/provider-accounts/{id}',
  scope: 'providers:read',
  tag: 'Providers and routes',
  summary: 'One account, without its secrets',
  params: idParams,
  answers: {
    200: { description: 'The account.', schema: accountSchema, example: exampleAccount },
  },
  refusals: ['not_found'],
  example: { params: { id: EXAMPLE_ACCOUNT_ID } },
  handle: async ({ services: { database }, caller: { tenantId }, params: { id } }) =>
    answer(200, accountView(await findOwnAccount(database, { tenantId, id }))),
});
