import { CarillonError, CHANNELS } from '@carillon/domain';
import { deleteSuppression } from '@carillon/repositories';
import { z } from 'zod';
import { addressQuery } from '../../fields/address-query.ts';
import { NO_CONTENT } from '../../http/answer.ts';
import { defineEndpoint } from '../../http/endpoint.ts';

export const deleteSuppressionEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/suppressions',
  scope: 'subscribers:write',
  tag: 'Suppressions',
  summary: 'Send to an address again',
  query: z.strictObject({ channel: z.enum(CHANNELS), address: addressQuery() }),
  audits: true,
  answers: { 204: { description: 'It is off the list.' } },
  refusals: ['not_found'],
  example: { query: { channel: 'email', address: 'ada@example.com' } },
  handle: async ({ services: { database }, caller: { tenantId }, query }) => {
    if (await deleteSuppression(database, { tenantId, ...query })) return NO_CONTENT;
    throw new CarillonError('not_found', 'The address is not on the list.');
  },
});
