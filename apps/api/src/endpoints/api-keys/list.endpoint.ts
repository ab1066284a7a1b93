import { isUuid } from '@carillon/domain';
import { listApiKeys } from '@carillon/repositories';
import { z } from 'zod';
import { pageQuery } from '../../fields/page-query.ts';
import { answer } from '../../http/answer.ts';
import { timedCursor } from '../../http/cursor.ts';
import { defineEndpoint } from '../../http/endpoint.ts';
import { pageOf, pageSchema } from '../../http/page-of.ts';
import { exampleKey } from './api-key-example.ts';
import { apiKeySchema, apiKeyView } from './api-key-view.ts';

export const listApiKeysEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api-keys',
  scope: 'keys:read',
  tag: 'Keys and tenants',
  summary: 'The keys of the tenant, the newest first',
  description: 'Expired ones are listed, revoked ones are not.',
  query: z.strictObject(pageQuery),
  answers: {
    200: {
      description: 'A page of keys.',
      schema: pageSchema(apiKeySchema),
      example: { data: [exampleKey], nextCursor: null },
    },
  },
  refusals: ['invalid_cursor'],
  example: { query: { limit: '5' } },
  handle: async ({ services: { database }, caller: { tenantId }, query: { limit, cursor } }) => {
    const after = timedCursor.read(cursor, isUuid);
    const rows = await listApiKeys(database, { tenantId, after, limit: limit + 1 });
    const page = pageOf(rows, limit, {
      view: apiKeyView,
      cursor: ({ createdMicros, id }) => timedCursor.write({ micros: createdMicros, id }),
    });
    return answer(200, page);
  },
});
