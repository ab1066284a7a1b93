import { listProviderAccounts } from '@carillon/repositories';
import { z } from 'zod';
import { pageQuery } from '../../fields/page-query.ts';
import { answer } from '../../http/answer.ts';
import { idCursor } from '../../http/cursor.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { pageOf, pageSchema } from '../../http/page-of.ts';
import { exampleAccount } from './account-example.ts';
import { accountSchema, accountView } from './account-view.ts';

export const listAccountsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/provider-accounts',
  scope: 'providers:read',
  tag: 'Providers and routes',
  summary: 'The accounts of the tenant, the newest first',
  query: z.strictObject(pageQuery),
  answers: {
    200: {
      description: 'A page of accounts.',
      schema: pageSchema(accountSchema),
      example: { data: [exampleAccount], nextCursor: null },
    },
  },
  refusals: ['invalid_cursor'],
  example: {},
  handle: async ({ services: { database }, caller: { tenantId }, query: { limit, cursor } }) => {
    const before = idCursor.read(cursor);
    const rows = await listProviderAccounts(database, { tenantId, before, limit: limit + 1 });
    const cursorOf = ({ id }: { id: string }) => idCursor.write(id);
    return answer(200, pageOf(rows, limit, { view: (row) => accountView(row), cursor: cursorOf }));
  },
});
