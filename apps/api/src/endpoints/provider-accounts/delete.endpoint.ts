import { CarillonError } from '@carillon/domain';
import { deleteProviderAccount } from '@carillon/repositories';
import { idParams } from '../../fields/id-field.ts';
import { NO_CONTENT } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { EXAMPLE_ACCOUNT_ID } from './account-example.ts';

export const deleteAccountEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/provider-accounts/{id}',
  scope: 'providers:write',
  tag: 'Providers and routes',
  summary: 'Forget an account and its secrets',
  params: idParams,
  audits: true,
  answers: { 204: { description: 'It is forgotten.' } },
  refusals: ['not_found', 'conflict'],
  example: { params: { id: EXAMPLE_ACCOUNT_ID } },
  handle: async ({ services: { database }, caller: { tenantId }, params: { id }, note }) => {
    const done = await deleteProviderAccount(database, { tenantId, id });
    if (done === 'in_use') {
      throw new CarillonError('conflict', 'A route names the account: take it out there first.');
    }
    if (done === 'not_found') throw new CarillonError('not_found', 'There is no such account.');
    note({ accountId: id });
    return NO_CONTENT;
  },
});
